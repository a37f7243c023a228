/** The web chat under test: a bot that is published, visitors who write, and the worker that answers. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll } from 'vitest'
import { hearAnnouncements } from '../announce.ts'
import { startWorker } from '../worker.ts'
import { type Answer, as, request } from './as.ts'
import type { Someone } from './world.ts'

/** Starts worker and announcements for this test file; calls are made as `using` says. */
export function theWorker(using?: Parameters<typeof startWorker>[0]): void {
  const stops: Array<() => Promise<void>> = []
  beforeAll(async () => {
    stops.push(await hearAnnouncements(), await startWorker(using))
  })
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop()
  })
}

/** A flow that asks for a name and says it back. */
export const ASKS_NAME = {
  start: 'ask',
  steps: {
    ask: { block: 'ask', text: 'What is your name?', kind: 'text', field: 'name', next: 'hello' },
    hello: { block: 'say', text: 'Hello {{name}}!', next: 'more' },
    more: { block: 'ask', text: 'What else?', kind: 'text', next: 'more' },
  },
}

/** A flow that answers each word with the same words. */
export const ECHO = {
  start: 'echo',
  steps: { echo: { block: 'say', text: 'You said {{LAST_INPUT}}', next: 'end' }, end: { block: 'end' } },
}

export interface TestBot {
  id: string
  publicKey: string
}

/** A bot of this flow, published. */
export async function newBot(by: Someone, flow: unknown, name = 'Hal'): Promise<TestBot> {
  const { body: bot } = await as(by).post('/bots', { name, kind: 'page' })
  await publish(by, bot.id, flow)
  return { id: bot.id, publicKey: bot.publicKey }
}

export async function publish(by: Someone, botId: string, flow: unknown): Promise<Answer> {
  return publishFlow(by, await mainFlow(by, botId), flow)
}

/** Where a flow is found: `/bots/…/flows/…`. */
export async function mainFlow(by: Someone, botId: string): Promise<string> {
  const { body: bot } = await as(by).get(`/bots/${botId}`)
  return `/bots/${botId}/flows/${bot.mainFlowId}`
}

/** Saves this as the draft of the flow at `path`, and publishes it. */
export async function publishFlow(by: Someone, path: string, flow: unknown): Promise<Answer> {
  const { headers } = await as(by).get(`${path}/draft`)
  await as(by).put(`${path}/draft`, { flow }, { 'if-match': headers.get('etag') ?? '' })
  return as(by).post(`${path}/publication`, {})
}

/** A visitor of the bot. */
export interface Visitor {
  token: string
  send(content: unknown, id?: string): Promise<Answer>
  say(text: string, id?: string): Promise<Answer>
  messages(after?: number): Promise<Answer>
  /** What was said from both sides, once there are `count` messages. */
  chat(count: number): Promise<string[]>
}

export async function newVisitor({ publicKey }: TestBot): Promise<Visitor> {
  const { body } = await request('POST', `/api/chat/${publicKey}/visitors`, { body: {} })
  return visitorWith(publicKey, body.visitor)
}

export function visitorWith(publicKey: string, token: string): Visitor {
  const headers = { authorization: `Bearer ${token}` }
  const base = `/api/chat/${publicKey}`
  const send = (content: unknown, id: string = randomUUID()) =>
    request('POST', `${base}/messages`, { body: { id, content }, headers })
  const messages = (after = 0) => request('GET', `${base}/messages?after=${after}`, { headers })
  return {
    token,
    send,
    say: (text, id) => send({ kind: 'text', text }, id),
    messages,
    async chat(count) {
      const { body } = await until(
        () => messages(),
        (answer) => answer.body.data.length >= count,
      )
      return body.data.map(lineOf)
    },
  }
}

/** Asks until the answer is good, at most ten seconds; then gives the last answer. */
export async function until<T>(ask: () => Promise<T>, isGood: (answer: T) => boolean): Promise<T> {
  for (const end = Date.now() + 10_000; ; ) {
    const answer = await ask()
    if (isGood(answer) || Date.now() > end) return answer
    await new Promise((resume) => setTimeout(resume, 10))
  }
}

export const rest = (ms: number) => new Promise((resume) => setTimeout(resume, ms))

function lineOf({
  author,
  content,
}: {
  author: string
  content: { kind: string; text?: string; label?: string; id?: string }
}): string {
  return `${author}: ${content.text ?? content.label ?? content.id}`
}
