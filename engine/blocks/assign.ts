/** Gives the chat to a member of the team, without stopping the bot. */
import { z } from 'zod'
import { type Block, connectPart, titled, way } from '../block.ts'

const Assign = z
  .strictObject({
    block: z.literal('assign'),
    ...titled,
    to: z
      .union([z.enum(['in-turn', 'nobody']), z.strictObject({ memberId: z.string().min(1).max(60) })])
      .meta({ label: 'Assign to', control: 'assign-to' }),
    next: way('Then go to'),
  })
  .meta({ label: 'Assign', description: 'Gives the chat to a member of the team; the bot goes on' })

export const assign: Block<typeof Assign> = {
  name: 'assign',
  category: 'do',
  schema: Assign,
  waits: false,
  palette: [
    {
      id: 'assign',
      label: 'Assign',
      description: 'Gives the chat to a member of the team; the bot goes on',
      icon: 'user-check',
      fresh: () => ({ block: 'assign', to: 'in-turn' }),
    },
  ],
  edges: (step) => [{ handle: 'next', label: 'Next', to: step.next }],
  connect: connectPart,
  texts: () => [],
  fields: () => [],
  flows: () => [],
  gist: (step) => (typeof step.to === 'string' ? step.to : ''),
  check: () => [],
  ready(step, { moveTo }) {
    const next = moveTo(step.next)
    return {
      enter(turn) {
        turn.do({ kind: 'assign', to: step.to })
        return next
      },
    }
  },
}
