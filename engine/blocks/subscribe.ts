/** Subscribes the bot user to messages, or unsubscribes them. */
import { z } from 'zod'
import { type Block, connectPart, titled, way } from '../block.ts'

const CHANGES = { subscribe: 'Subscribe', unsubscribe: 'Unsubscribe' } as const

const Subscribe = z
  .strictObject({
    block: z.literal('subscribe'),
    ...titled,
    change: z.enum(['subscribe', 'unsubscribe']).meta({ label: 'Change', control: 'select', options: CHANGES }),
    next: way('Then go to'),
  })
  .meta({ label: 'Subscription', description: 'Subscribes the person to messages, or unsubscribes them' })

export const subscribe: Block<typeof Subscribe> = {
  name: 'subscribe',
  category: 'do',
  schema: Subscribe,
  waits: false,
  palette: [
    {
      id: 'subscribe',
      label: 'Subscription',
      description: 'Subscribes the person to messages, or unsubscribes them',
      icon: 'bell',
      fresh: () => ({ block: 'subscribe', change: 'subscribe' }),
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
        turn.setSubscribed(step.change === 'subscribe')
        return next
      },
    }
  },
}
