/** What can happen to a chat: a person did something, an answer came from outside, time passed, or something else began a flow. */
import { z } from 'zod'
import { Value } from '../shared/fields.ts'
import { Incoming } from '../shared/messages.ts'
import { CallOutcome } from './call.ts'

export type Event = z.infer<typeof Event>
export const Event = z.union([
  Incoming,
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('result'), callId: z.string().max(60), outcome: CallOutcome }),
    z.strictObject({ kind: z.literal('timer'), timerId: z.string().max(60) }),
    /** A member gave the chat back to the bot. */
    z.strictObject({ kind: z.literal('given-back') }),
    /**
     * Begins a flow at one of its entries: for events, webhooks and schedules. `data` can be read as `{{event.…}}`;
     * `depth` counts events that were caused by events.
     */
    z.strictObject({
      kind: z.literal('entry'),
      flow: z.string().max(60),
      entry: z.string().max(60),
      data: Value.optional(),
      depth: z.int().min(0).max(20),
    }),
  ]),
])
