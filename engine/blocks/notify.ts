/** Tells members of the team something. */
import { z } from 'zod'
import { cutText, TEXT_LIMIT } from '../../shared/messages.ts'
import { type Block, connectPart, type Fault, Text, titled, way } from '../block.ts'
import { template } from '../values/variables.ts'

const NO_TEXT: Fault = { severity: 'error', code: 'empty-text', message: 'Write what the team is told.', part: 'text' }

const Notify = z
  .strictObject({
    block: z.literal('notify'),
    ...titled,
    to: z
      .union([
        z.enum(['owners', 'admins', 'everyone', 'assignee']),
        z.strictObject({ memberIds: z.array(z.string().min(1).max(60)).min(1).max(50) }),
      ])
      .meta({ label: 'Tell', control: 'notify-to' }),
    text: Text.meta({ label: 'Message', description: 'May hold {{variables}}', control: 'long-text' }),
    next: way('Then go to'),
  })
  .meta({ label: 'Notify', description: 'Tells members of your team something' })

export const notify: Block<typeof Notify> = {
  name: 'notify',
  category: 'do',
  schema: Notify,
  waits: false,
  palette: [
    {
      id: 'notify',
      label: 'Notify',
      description: 'Tells members of your team something',
      icon: 'speakerphone',
      fresh: () => ({ block: 'notify', to: 'everyone', text: '' }),
    },
  ],
  edges: (step) => [{ handle: 'next', label: 'Next', to: step.next }],
  connect: connectPart,
  texts: (step) => [step.text],
  fields: () => [],
  flows: () => [],
  gist: (step) => step.text,
  check: (step) => (step.text.trim() === '' ? [NO_TEXT] : []),
  ready(step, { moveTo }) {
    const text = template(step.text)
    const next = moveTo(step.next)
    return {
      enter(turn) {
        const words = cutText(text(turn).trim(), TEXT_LIMIT)
        if (words !== '') turn.do({ kind: 'notify', to: step.to, text: words })
        return next
      },
    }
  },
}
