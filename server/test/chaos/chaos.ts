/** Lets many people write to an installation while its workers die, stand still and lose their connections, and looks what became of it. */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { bare } from '../../db/database.ts'
import { gather, letWrite, type Pace, type Person } from './crowd.ts'
import {
  chatOf,
  faultsOf,
  faultsOfSends,
  longestSilence,
  nameOf,
  pausesOf,
  readChats,
  readWaiting,
} from './findings.ts'
import { type Installation, startInstallation } from './installation.ts'
import { killAll } from './processes.ts'
import { type Provider, startProvider, type Taken } from './provider.ts'
import { randomBy } from './random.ts'
import { makeTrouble, type Plan } from './trouble.ts'

export interface Course extends Pace, Plan {
  seed: number
  /** Whether the minute is left out in which a provider may still tell of a message. */
  isHurried: boolean
  /** the first of some free ports; untold, any */
  port?: number
}

/** What came of it; without faults all is as it must be. */
export interface Outcome {
  faults: string[]
  told: Record<string, number>
}

const SHARES = { lost: 0.01, refused: 0.003 }

/** On a migrated database that is open in this process too, and used for nothing else. Ends what it started. */
export async function runChaos(database: string, course: Course): Promise<Outcome> {
  try {
    return await run(database, course)
  } finally {
    await killAll()
  }
}

async function run(database: string, course: Course): Promise<Outcome> {
  const { seed, messagesEach } = course
  const provider = await startProvider(seed, SHARES)
  const rounds = Math.max(1, Math.ceil(course.perSecond / 60))
  const at = await startInstallation(database, provider, { rounds, ...(course.port && { port: course.port }) })
  const crowd = await gather(at, course.people)
  const trouble = await makeTrouble(at, { database, plan: course, chance: randomBy(seed + 1) })
  const began = Date.now()
  const { requests, again } = await letWrite(at, crowd, { pace: course, chance: randomBy(seed + 2) })
  const writtenS = (Date.now() - began) / 1000
  await trouble.end()
  const settledS = await settled(at, provider, course)

  const [chats, taken] = [await readChats(at), await provider.taken()]
  const faults = [...faultsOf(crowd, chats, messagesEach), ...faultsOfSends(crowd, taken, trouble.made)]
  const held = chats.flatMap(({ id, messages }) =>
    messages.flatMap((each) => (each.status === 'held' ? [{ ...each, id }] : [])),
  )
  const left = await settledByMembers(at, { crowd, provider, course, faults })
  faults.push(...(await faultsAtTheEnd({ at, crowd, provider })))
  const pauses = pausesOf(crowd, taken).sort((a, b) => a - b)
  const pauseAt = (share: number) =>
    (pauses[Math.min(pauses.length - 1, Math.floor(pauses.length * share))] ?? 0) / 1000
  return {
    faults,
    told: {
      ...{ seed, people: crowd.length, messages: crowd.length * messagesEach, requests, refused: again },
      ...trouble.made,
      ...{ lostAnswers: taken.filter(({ isLost }) => isLost).length, held: held.length, sent: taken.length },
      ...{ writtenS, settledS, settledByMembersS: left },
      ...{ pauseP50S: pauseAt(0.5), pauseP99S: pauseAt(0.99), longestPauseS: pauseAt(1) },
      longestSilenceS: longestSilence(taken) / 1000,
    },
  }
}

const LONGEST_S = 180

/** Waits until nothing waits any more, and the provider has told everything; returns how long it took, in seconds. */
async function settled(at: Installation, provider: Provider, { isHurried }: Course): Promise<number> {
  const began = Date.now()
  for (;;) {
    const { inbound, outbound } = await readWaiting(at)
    if (inbound + outbound === 0 && (await provider.untold()) === 0) break
    if (Date.now() - began > LONGEST_S * 1000) break
    if (isHurried && Date.now() - began > 3000) await letAMinutePass()
    await wait(200)
  }
  return (Date.now() - began) / 1000
}

async function letAMinutePass(): Promise<void> {
  await sql`update outbound set started_at = started_at - interval '1 minute', due_at = now()
    where is_held and started_at < now() - interval '2 seconds' and started_at > now() - interval '1 minute'`.execute(
    bare(),
  )
}

interface Settling {
  crowd: Person[]
  provider: Provider
  course: Course
  faults: string[]
}

/** A member looks at each message in doubt, until there is none: what goes out again may be in doubt again. Returns how long it took, in seconds. */
async function settledByMembers(at: Installation, { crowd, provider, course, faults }: Settling): Promise<number> {
  let took = 0
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = await settleHeld(at, crowd, await provider.taken())
    if (round === 0) faults.push(...found.unseen)
    if (found.settled === 0) break
    took += await settled(at, provider, course)
  }
  return took
}

const MOST_ROUNDS = 6

/** What the person has got arrived, the rest goes out again. `unseen` did not arrive, and no member was shown it. */
async function settleHeld(at: Installation, crowd: Person[], taken: Taken[]) {
  const chats = await readChats(at)
  const arrived = new Set(taken.map(({ to, text }) => `${to} ${text}`))
  const found = { settled: 0, unseen: [] as string[] }
  for (const person of crowd.filter(({ channel }) => channel !== 'webchat')) {
    const chat = chatOf(person, chats)
    for (const { seq, status, text } of chat?.messages.filter(({ author }) => author === 'bot') ?? []) {
      const isArrived = arrived.has(`${person.address} ${text}`)
      if (status === 'held' && chat) {
        found.settled += 1
        const path = `/conversations/${chat.id}/messages/${seq}/settlement`
        await person.bot.ask('PUT', path, { arrived: isArrived })
      } else if (!isArrived) found.unseen.push(`${nameOf(person)} never got «${text}», which is ${status}`)
    }
  }
  return found
}

/** With what members settled everybody has everything, and where doubts are held nobody has anything twice. */
async function faultsAtTheEnd({
  at,
  crowd,
  provider,
}: {
  at: Installation
  crowd: Person[]
  provider: Provider
}): Promise<string[]> {
  const [chats, taken, waiting] = [await readChats(at), await provider.taken(), await readWaiting(at)]
  const byPerson = Map.groupBy(taken, ({ to }) => to)
  const faults = crowd.flatMap((person) => {
    const answers = (chatOf(person, chats)?.messages ?? []).filter(({ author }) => author === 'bot')
    const open = answers.filter(({ status }) => !['sent', 'delivered', 'read'].includes(status))
    const got = (byPerson.get(person.address) ?? []).map(({ text }) => text)
    const isOnce = person.channel === 'webchat' || person.bot.inDoubt === 'resend' || got.length === answers.length
    return [
      ...(open.length === 0 ? [] : [`${nameOf(person)}: ${open.map(({ text, status }) => `«${text}» is ${status}`)}`]),
      ...(isOnce ? [] : [`${nameOf(person)} has ${got.length} answers of ${answers.length}`]),
    ]
  })
  const { inbound, outbound, errors } = waiting
  if (inbound + outbound > 0) faults.push(`${inbound} events and ${outbound} messages still wait`)
  const odd = errors.filter((code) => code !== 'send-in-doubt')
  return odd.length === 0 ? faults : [...faults, `in the error log: ${odd}`]
}
