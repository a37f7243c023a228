/** Ends the flow; what the person says next starts it afresh. */
import { z } from 'zod'
import type { Block } from '../block.ts'

const End = z.strictObject({ block: z.literal('end') }).meta({ label: 'End', description: 'Ends the flow here' })

export const end: Block<typeof End> = {
  name: 'end',
  schema: End,
  waits: false,
  edges: () => [],
  texts: () => [],
  check: () => [],
  ready: () => ({ enter: () => 'end' }),
}
