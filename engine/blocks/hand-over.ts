/** Hands the chat to a member of the team; the bot steps aside (B6), and goes on here when it is given back. */
import { z } from 'zod'
import { type Block, connectPart, Text, titled, way } from '../block.ts'
import { template } from '../values/variables.ts'

const HandOver = z
  .strictObject({
    block: z.literal('hand-over'),
    ...titled,
    text: Text.optional().meta({
      label: 'Last words of the bot',
      description: 'May hold {{variables}}',
      control: 'long-text',
    }),
    note: Text.optional().meta({
      label: 'Note for the team',
      description: 'Only the team sees it; may hold {{variables}}',
      control: 'long-text',
    }),
    next: way('When it is given back go to'),
  })
  .meta({ label: 'Hand over', description: 'Hands the chat to a person of your team' })

export const handOver: Block<typeof HandOver> = {
  name: 'hand-over',
  category: 'do',
  schema: HandOver,
  waits: true,
  palette: [
    {
      id: 'hand-over',
      label: 'Hand over',
      description: 'Hands the chat to a person of your team',
      icon: 'headset',
      fresh: () => ({ block: 'hand-over' }),
    },
  ],
  edges: (step) => [{ handle: 'next', label: 'Given back', to: step.next }],
  connect: connectPart,
  texts: (step) => [step.text ?? '', step.note ?? ''],
  fields: () => [],
  flows: () => [],
  gist: (step) => step.text ?? step.note ?? '',
  check: () => [],
  ready(step, { moveTo }) {
    const [text, note] = [template(step.text ?? ''), template(step.note ?? '')]
    const next = moveTo(step.next)
    // without a way on, who writes after it is given back begins afresh
    const back = step.next === undefined ? {} : { givenBack: () => next, answer: () => next }
    return {
      enter(turn) {
        turn.say(text(turn))
        turn.do({ kind: 'hand-over', note: note(turn).trim() })
        return 'handed-over'
      },
      ...back,
    }
  },
}
