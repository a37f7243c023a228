/** Opens the conversation in the inbox, or marks it as resolved. */
import { z } from 'zod'
import { type Block, connectPart, titled, way } from '../block.ts'

const CHANGES = { open: 'Open it', resolve: 'Resolve it' } as const

const Conversation = z
  .strictObject({
    block: z.literal('conversation'),
    ...titled,
    change: z.enum(['open', 'resolve']).meta({ label: 'Change', control: 'select', options: CHANGES }),
    next: way('Then go to'),
  })
  .meta({ label: 'Conversation', description: 'Opens the conversation in the inbox, or resolves it' })

export const conversation: Block<typeof Conversation> = {
  name: 'conversation',
  category: 'do',
  schema: Conversation,
  waits: false,
  palette: [
    {
      id: 'conversation',
      label: 'Conversation',
      description: 'Opens the conversation in the inbox, or resolves it',
      icon: 'message-check',
      fresh: () => ({ block: 'conversation', change: 'resolve' }),
    },
  ],
  edges: (step) => [{ handle: 'next', label: 'Next', to: step.next }],
  connect: connectPart,
  texts: () => [],
  fields: () => [],
  flows: () => [],
  gist: (step) => CHANGES[step.change],
  check: () => [],
  ready(step, { moveTo }) {
    const next = moveTo(step.next)
    return {
      enter(turn) {
        turn.do({ kind: 'status', status: step.change === 'open' ? 'open' : 'resolved' })
        return next
      },
    }
  },
}
