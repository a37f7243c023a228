/** Hands the chat to a member of the team; the bot steps aside (B6). */
import { z } from 'zod'
import { type Block, Text } from '../block.ts'
import { template } from '../variables.ts'

const HandOver = z
  .strictObject({
    block: z.literal('hand-over'),
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
  })
  .meta({ label: 'Hand over', description: 'Hands the chat to a person of your team' })

export const handOver: Block<typeof HandOver> = {
  name: 'hand-over',
  schema: HandOver,
  waits: false,
  edges: () => [],
  texts: (step) => [step.text ?? '', step.note ?? ''],
  check: () => [],
  ready(step) {
    const [text, note] = [template(step.text ?? ''), template(step.note ?? '')]
    return {
      enter(turn) {
        turn.say(text(turn))
        turn.handOver(note(turn).trim())
        return 'handed-over'
      },
    }
  },
}
