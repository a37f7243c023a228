/** Says a message and goes on. */
import { z } from 'zod'
import { type Block, connectPart, emptyText, Text, titled, way } from '../block.ts'
import { template } from '../values/variables.ts'

const Say = z
  .strictObject({
    block: z.literal('say'),
    ...titled,
    text: Text.meta({ label: 'Message', description: 'May hold {{variables}}', control: 'long-text' }),
    next: way('Then go to'),
  })
  .meta({ label: 'Message', description: 'Says something and goes on' })

export const say: Block<typeof Say> = {
  name: 'say',
  category: 'say',
  schema: Say,
  waits: false,
  palette: [
    {
      id: 'say',
      label: 'Message',
      description: 'Says something and goes on',
      icon: 'message',
      fresh: () => ({ block: 'say', text: '' }),
    },
  ],
  edges: (step) => [{ handle: 'next', label: 'Next', to: step.next }],
  connect: connectPart,
  texts: (step) => [step.text],
  fields: () => [],
  flows: () => [],
  gist: (step) => step.text,
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
