/** Says a message and goes on. */
import { z } from 'zod'
import { type Block, emptyText, Text, way } from '../block.ts'
import { template } from '../variables.ts'

const Say = z
  .strictObject({
    block: z.literal('say'),
    text: Text.meta({ label: 'Message', description: 'May hold {{variables}}', control: 'long-text' }),
    next: way('Then go to'),
  })
  .meta({ label: 'Message', description: 'Says something and goes on' })

export const say: Block<typeof Say> = {
  name: 'say',
  schema: Say,
  waits: false,
  edges: (step) => [{ handle: 'next', label: 'Next', to: step.next }],
  texts: (step) => [step.text],
  check: (step) => emptyText(step.text),
  ready(step, { moveTo }) {
    const text = template(step.text)
    const next = moveTo(step.next)
    return {
      enter(turn) {
        turn.say(text(turn))
        return next
      },
    }
  },
}
