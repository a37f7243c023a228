/** How many live deliveries a second one process makes: one fact to many open streams of a workspace. */
import { uuidv7 } from 'uuidv7'
import type { Actor } from '../server/access/actor.ts'
import { who } from '../server/access/who.ts'
import { dashboardStream, tellDashboards } from '../server/live.ts'
import { newMember, newWorkspace } from '../server/test/people.ts'
import type { Fact } from '../shared/events.ts'
import type { Figure } from './figures.ts'

const STREAMS = 1000
const FACTS = 500

/** On an open, migrated database; each delivery is read by its stream. */
export async function benchFanOut(): Promise<Figure[]> {
  const workspaceId = await newWorkspace('Bench of streams')
  const { token } = await newMember(workspaceId, 'Olga of streams', 'owner')
  const credentials = { token, ip: '127.0.0.1' }
  const actor = (await who(credentials, workspaceId, true))?.actor
  if (!actor) throw new Error('not a member')
  const readers = await Promise.all(Array.from({ length: STREAMS }, () => readerOf(actor, credentials)))
  await deliver(workspaceId, readers, 20) // Warms up what a running server has warm.
  const began = performance.now()
  await deliver(workspaceId, readers, FACTS)
  const perSecond = (STREAMS * FACTS) / ((performance.now() - began) / 1000)
  await Promise.all(readers.map(({ reader }) => reader.cancel()))
  return [{ name: `fan-out: one fact to ${STREAMS} open streams`, value: Math.round(perSecond), unit: 'deliveries/s' }]
}

interface Reading {
  reader: ReadableStreamDefaultReader<Uint8Array>
}

async function readerOf(actor: Actor, credentials: { token: string; ip: string }): Promise<Reading> {
  const { body } = await dashboardStream(actor, credentials, undefined)
  if (!body) throw new Error('a stream has no body')
  const reader = body.getReader()
  await reader.read() // What every stream begins with.
  return { reader }
}

/** Facts as fast as all have read the one before. */
async function deliver(workspaceId: string, readers: Reading[], facts: number): Promise<void> {
  for (let each = 0; each < facts; each++) {
    const heard = Promise.all(readers.map(({ reader }) => reader.read()))
    tellDashboards(factOf(workspaceId, each))
    await heard
  }
}

function factOf(workspaceId: string, seq: number): Fact {
  const [id, conversationId] = [uuidv7(), uuidv7()]
  const message = { id: uuidv7(), seq, author: 'bot', content: { kind: 'text', text: 'It is 12. Anything else?' } }
  const data = { conversationId, botId: uuidv7(), seq, message }
  return { workspaceId, id, kind: 'message.queued', actor: { kind: 'system', reason: 'bench' }, data }
}
