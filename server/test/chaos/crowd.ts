/** People who write to the bots, as their providers bring it: signed, in order for each of them, some of it twice or three times. */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { ChaosBot, Installation } from './installation.ts'
import { type Webhook, webhookOf } from './webhooks.ts'

/** One of them, with the instants at which their words were accepted. */
export interface Person {
  bot: ChaosBot
  channel: ChaosBot['channel'] | 'webchat'
  address: string
  /** a visitor's token */
  token: string
  accepted: number[]
}

export interface Pace {
  people: number
  messagesEach: number
  /** by all of them together, in a second */
  perSecond: number
}

/** A tenth of them are visitors of a website, the rest stand in turn with the bots. */
export async function gather({ url, bots }: Installation, people: number): Promise<Person[]> {
  const crowd: Person[] = []
  for (let number = 0; number < people; number++) {
    const bot = bots[number % bots.length]
    if (!bot) continue
    const isVisitor = number % 10 === 9
    const token = isVisitor ? await visitorOf(url, bot) : ''
    const address = isVisitor
      ? Buffer.from(token, 'base64url').subarray(0, 16).toString('hex')
      : String(49_150_000_000 + number)
    crowd.push({ bot, channel: isVisitor ? 'webchat' : bot.channel, address, token, accepted: [] })
  }
  return crowd
}

/** Lets all of them write: «1», «2» and so on, each once the word before was accepted. Returns how many requests it took. */
export async function letWrite(
  at: Installation,
  crowd: Person[],
  { pace, chance }: { pace: Pace; chance: () => number },
) {
  const sent = { requests: 0, again: 0 }
  const everyMs = (crowd.length / pace.perSecond) * 1000
  const began = performance.now()
  const late: Array<Promise<void>> = []
  const post = async (person: Person, word: number, id: string) => {
    for (;;) {
      sent.requests += 1
      if (await isAccepted(at, person, { word, id })) return
      sent.again += 1
      await wait(100 + chance() * 200)
    }
  }
  await Promise.all(
    crowd.map(async (person) => {
      const phase = chance() * everyMs
      for (let word = 1; word <= pace.messagesEach; word++) {
        await wait(Math.max(0, began + phase + (word - 1) * everyMs - performance.now()))
        const id = randomUUID()
        const times = timesOf(person, chance)
        const isParallel = chance() < 0.5
        const others = isParallel ? times - 1 : 0
        await Promise.all(Array.from({ length: 1 + others }, () => post(person, word, id)))
        person.accepted.push(Date.now())
        for (let again = others; again < times - 1; again++)
          late.push(wait(chance() * 5000).then(() => post(person, word, id)))
      }
    }),
  )
  await Promise.all(late)
  return sent
}

/** A visitor may write thirty times a minute, and a widget sends again only what was not accepted. */
function timesOf({ channel }: Person, chance: () => number): number {
  if (channel === 'webchat') return chance() < 0.9 ? 1 : 2
  return 1 + Math.floor(chance() * 3)
}

interface Said {
  word: number
  id: string
}

/** Whatever goes wrong, a provider only knows that it was not accepted. */
export async function isAccepted(at: Installation, person: Person, said: Said): Promise<boolean> {
  try {
    const answer = await fetch(...requestOf(at, person, said))
    await answer.arrayBuffer()
    return answer.ok
  } catch {
    return false
  }
}

function requestOf({ url }: Installation, person: Person, { word, id }: Said): [string, RequestInit] {
  const { bot, channel, token, address } = person
  const text = String(word)
  if (channel !== 'webchat') return [bot.hook.url, post(webhookOf({ bot, address, number: word, text }))]
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const body = JSON.stringify({ id, content: { kind: 'text', text } })
  return [`${url}/api/chat/${bot.publicKey}/messages`, post({ headers, body })]
}

function post(webhook: Webhook): RequestInit {
  return { method: 'POST', ...webhook, signal: AbortSignal.timeout(20_000) }
}

async function visitorOf(url: string, { publicKey }: ChaosBot): Promise<string> {
  const answer = await fetch(`${url}/api/chat/${publicKey}/visitors`, { method: 'POST' })
  return z.object({ visitor: z.string() }).parse(await answer.json()).visitor
}
