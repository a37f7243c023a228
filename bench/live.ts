/** How many live deliveries a second one process makes: one fact, told to every open dashboard of its workspace. */
import { uuidv7 } from 'uuidv7'
import type { Actor } from '../server/access/actor.ts'
import { dashboardStream, tellDashboards } from '../server/live.ts'
import type { Figure } from './figures.ts'

const DASHBOARDS = 1000
const FACTS = 300

/** Against nothing but the limit that is asked for: nothing else tells what telling costs. */
export async function benchLive(): Promise<Figure[]> {
  const workspaceId = uuidv7()
  const readers = await Promise.all(Array.from({ length: DASHBOARDS }, () => openDashboard(workspaceId)))
  await tell(workspaceId, readers, 20)
  const speeds: number[] = []
  for (let round = 0; round < 3; round++) speeds.push(await tell(workspaceId, readers, FACTS))
  for (const { close } of readers) await close()
  return [
    {
      name: `live: deliveries to ${DASHBOARDS} open dashboards`,
      value: Math.round(Math.max(...speeds)),
      unit: 'deliveries/s',
    },
  ]
}

interface Reader {
  /** resolves when so many facts have come over the stream since it was opened */
  heard(count: number): Promise<void>
  close(): Promise<void>
}

/** Tells so many facts, and waits until everybody has heard the last; returns deliveries a second. */
async function tell(workspaceId: string, readers: Reader[], facts: number): Promise<number> {
  const started = performance.now()
  told += facts
  for (let index = 0; index < facts; index++) {
    tellDashboards(messageFact(workspaceId, index))
    // as they come from the database: not all in one breath
    if (index % 20 === 19) await new Promise((resume) => setImmediate(resume))
  }
  await Promise.all(readers.map(({ heard }) => heard(told)))
  return (facts * readers.length) / ((performance.now() - started) / 1000)
}

let told = 0

async function openDashboard(workspaceId: string): Promise<Reader> {
  const { body } = await dashboardStream(owner(workspaceId), { token: '', ip: '' }, undefined)
  const reader = body?.getReader()
  const decoder = new TextDecoder()
  let count = 0
  let wanted = { count: Number.POSITIVE_INFINITY, done: () => {} }
  const readOn = async (): Promise<void> => {
    for (;;) {
      const part = await reader?.read()
      if (!part || part.done) return
      count += decoder.decode(part.value).split('event: message\n').length - 1
      if (count >= wanted.count) wanted.done()
    }
  }
  void readOn()
  return {
    heard: (target) =>
      new Promise((done) => {
        wanted = { count: target, done }
        if (count >= target) done()
      }),
    close: async () => reader?.cancel(),
  }
}

function owner(workspaceId: string): Actor {
  const id = uuidv7()
  return {
    ...{ userId: id, memberId: id, workspaceId, name: 'Olga', email: `${id}@acme.test`, language: 'en', ip: '' },
    ...{ isVerified: true, isOperator: false, sessionId: id, provedAt: '', role: 'owner', scopes: null, bots: null },
    via: { kind: 'session', id },
  }
}

function messageFact(workspaceId: string, seq: number) {
  const [id, conversationId] = [uuidv7(), uuidv7()]
  const content = { kind: 'text', text: 'It is 12. Anything else I can do for you?' }
  const message = {
    id,
    seq,
    author: 'bot',
    content,
    status: 'queued',
    marks: null,
    at: new Date().toISOString(),
    member: null,
  }
  const data = { conversationId, botId: conversationId, key: 'webchat:x:y', seq, message }
  return { workspaceId, id, kind: 'message.queued', actor: { kind: 'system', reason: 'flow' }, data } as const
}
