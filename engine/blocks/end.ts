/** Ends the chat's flows; what the person says next starts afresh. */
import { z } from 'zod'
import { type Block, connectPart, titled } from '../block.ts'

const End = z
  .strictObject({ block: z.literal('end'), ...titled })
  .meta({ label: 'End', description: 'Ends the flow here' })

export const end: Block<typeof End> = {
  name: 'end',
  category: 'move',
  schema: End,
  waits: false,
  palette: [
    {
      id: 'end',
      label: 'End',
      description: 'Ends the flow here',
      icon: 'player-stop',
      fresh: () => ({ block: 'end' }),
    },
  ],
  edges: () => [],
  connect: connectPart,
  texts: () => [],
  fields: () => [],
  flows: () => [],
  gist: () => '',
  check: () => [],
  ready: () => ({ enter: () => 'stop' }),
}
