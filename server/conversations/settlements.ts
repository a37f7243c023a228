/** What members decide of messages: whether one in doubt arrived, and that one which failed is sent again. */
import { uuidv7 } from 'uuidv7'
import { fit as partsFor } from '../../channels/fit.ts'
import { CHANNEL_LIMITS, CHANNEL_NAMES } from '../../shared/channel-limits.ts'
import type { Message } from '../../shared/conversations.ts'
import { Content } from '../../shared/messages.ts'
import type { Actor } from '../access/actor.ts'
import { publish } from '../bus.ts'
import type { Tx } from '../db/in-workspace.ts'
import { Refusal } from '../errors.ts'
import { signed } from '../files/links.ts'
import { readMessageOf } from './conversation-list.ts'
import { countPart } from './doubt.ts'
import { change, type Locked } from './inbox.ts'
import { sendingLane, sendingPlace } from './messages.ts'
import { releaseMessages, setStatus } from './statuses.ts'

/** The message in doubt arrived, or is to be sent again. Refused with `conflict` where it is not in doubt, such as when somebody else has settled it. */
export async function settleMessage(
  actor: Actor,
  conversationId: string,
  seq: number,
  arrived: boolean,
): Promise<Message> {
  return decide(actor, conversationId, seq, async (tx, held, message) => {
    if (message.status !== 'held') throw new Refusal('conflict', 'It is known what became of this message.')
    if (arrived) await countAsArrived(tx, held, message)
    else await releaseMessages(tx, { conversationId, seq })
  })
}

/** Sends a message again that failed. Refused with `conflict` where it did not. */
export async function retryMessage(actor: Actor, conversationId: string, seq: number): Promise<Message> {
  return decide(actor, conversationId, seq, async (tx, held, message) => {
    if (message.status !== 'failed') throw new Refusal('conflict', 'Only a message that failed is sent again.')
    if ((await releaseMessages(tx, { conversationId, seq })) === 0) await queueAgain(tx, held, seq)
  })
}

type Found = NonNullable<Awaited<ReturnType<typeof find>>>

async function decide(
  actor: Actor,
  conversationId: string,
  seq: number,
  act: (tx: Tx, held: Locked, message: Found) => Promise<void>,
): Promise<Message> {
  let id = ''
  await change(actor, conversationId, async (tx, held) => {
    const message = await find(tx, conversationId, seq)
    if (!message) throw new Refusal('not-found')
    id = message.id
    await act(tx, held, message)
  })
  publish('outbound', actor.workspaceId)
  return readMessageOf(actor, conversationId, id)
}

async function find(tx: Tx, conversationId: string, seq: number) {
  return tx.db
    .selectFrom('messages as m')
    .leftJoin('outbound as o', (join) =>
      join
        .onRef('o.workspaceId', '=', 'm.workspaceId')
        .onRef('o.conversationId', '=', 'm.conversationId')
        .onRef('o.seq', '=', 'm.seq')
        .on('o.errorId', 'is not', null),
    )
    .select(['m.id', 'm.seq', 'm.status', 'm.content', 'm.author', 'o.id as outboundId', 'o.partsSent'])
    .where('m.workspaceId', '=', tx.workspaceId)
    .where('m.conversationId', '=', conversationId)
    .where('m.seq', '=', seq)
    .where('m.author', 'in', ['bot', 'member'])
    .executeTakeFirst()
}

/** With its last part the message is sent; else it goes on behind the part that was in doubt. */
async function countAsArrived(tx: Tx, held: Locked, { outboundId, partsSent, seq, content }: Found): Promise<void> {
  const conversationId = held.id
  const isLast = (partsSent ?? 0) + 1 >= (await countParts(tx, held, content))
  if (outboundId && partsSent !== null && !isLast) {
    await countPart(tx, { id: outboundId, partsSent, conversationId, seq })
    return
  }
  await tx.db
    .deleteFrom('outbound')
    .where('workspaceId', '=', tx.workspaceId)
    .where('conversationId', '=', conversationId)
    .where('seq', '=', seq)
    .where('errorId', 'is not', null)
    .execute()
  await setStatus(tx, { conversationId, seq, status: 'sent' })
}

async function countParts(tx: Tx, { botId, key }: Locked, column: unknown): Promise<number> {
  const content = Content.safeParse(column).data
  const name = CHANNEL_NAMES.find((each) => key.startsWith(`${each}:`))
  if (!content || !name) return 1
  return partsFor(await signed({ workspaceId: tx.workspaceId, botId }, content, tx), CHANNEL_LIMITS[name]).length
}

/** The provider had taken it, so it waits no more: it goes out anew. One that was not sent as a whole still waits, and goes on. */
async function queueAgain(tx: Tx, { id: conversationId, key }: Locked, seq: number): Promise<void> {
  const waiting = await tx.db
    .selectFrom('outbound')
    .select('id')
    .where('workspaceId', '=', tx.workspaceId)
    .where('lane', '=', sendingLane(key))
    .where('place', '=', sendingPlace(key))
    .where('conversationId', '=', conversationId)
    .where('seq', '=', seq)
    .executeTakeFirst()
  const row = {
    workspaceId: tx.workspaceId,
    id: uuidv7(),
    lane: sendingLane(key),
    key,
    place: sendingPlace(key),
    conversationId,
    seq,
  }
  if (!waiting) await tx.db.insertInto('outbound').values(row).execute()
  await setStatus(tx, { conversationId, seq, status: 'queued' })
}
