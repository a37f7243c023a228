/** Puts a tag on the bot user, or takes it off. */
import { z } from 'zod'
import { plainText } from '../../shared/messages.ts'
import { type Block, connectPart, titled, way } from '../block.ts'

const CHANGES = { add: 'Put it on', remove: 'Take it off' } as const

const Tag = z
  .strictObject({
    block: z.literal('tag'),
    ...titled,
    change: z.enum(['add', 'remove']).meta({ label: 'Change', control: 'select', options: CHANGES }),
    tag: plainText(60).meta({ label: 'Tag', control: 'tag' }),
    next: way('Then go to'),
  })
  .meta({ label: 'Tag', description: 'Puts a tag on the person, or takes it off' })

export const tag: Block<typeof Tag> = {
  name: 'tag',
  category: 'do',
  schema: Tag,
  waits: false,
  palette: [
    {
      id: 'tag',
      label: 'Tag',
      description: 'Puts a tag on the person, or takes it off',
      icon: 'tag',
      fresh: () => ({ block: 'tag', change: 'add', tag: '' }),
    },
  ],
  edges: (step) => [{ handle: 'next', label: 'Next', to: step.next }],
  connect: connectPart,
  texts: () => [],
  fields: () => [],
  flows: () => [],
  gist: (step) => `${step.change === 'add' ? '+' : '–'} ${step.tag}`,
  check: (step) =>
    step.tag.trim() === '' ? [{ severity: 'error', code: 'empty-tag', message: 'Choose a tag.', part: 'tag' }] : [],
  ready(step, { moveTo }) {
    const next = moveTo(step.next)
    return {
      enter(turn) {
        turn.setTag(step.tag.trim(), step.change === 'add')
        return next
      },
    }
  },
}
