/** Lets the next message wait a moment, as if the bot were typing. */
import { z } from 'zod'
import { type Block, connectPart, titled, way } from '../block.ts'

const words = { label: 'Typing', description: 'A short pause before the next message' }

const Typing = z
  .strictObject({
    block: z.literal('typing'),
    ...titled,
    seconds: z.number().min(0.1).max(10).meta({ label: 'Seconds', control: 'number' }),
    next: way('Then go to'),
  })
  .meta(words)

export const typing: Block<typeof Typing> = {
  name: 'typing',
  category: 'say',
  schema: Typing,
  waits: false,
  palette: [{ id: 'typing', ...words, icon: 'dots', fresh: () => ({ block: 'typing', seconds: 2 }) }],
  edges: (step) => [{ handle: 'next', label: 'Next', to: step.next }],
  connect: connectPart,
  texts: () => [],
  fields: () => [],
  flows: () => [],
  gist: (step) => `${step.seconds} s`,
  check: () => [],
  ready(step, { moveTo }) {
    const next = moveTo(step.next)
    return {
      enter(turn) {
        turn.pauseBefore(step.seconds)
        return next
      },
    }
  },
}
