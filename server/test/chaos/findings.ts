/** What became of all that was written: read from the database and from the provider, and held against what must be. */
import { sql } from 'kysely'
import { look } from '../../db/in-workspace.ts'
import type { Person } from './crowd.ts'
import type { ChaosBot, Installation } from './installation.ts'
import type { Taken } from './provider.ts'
import type { Trouble } from './trouble.ts'

/** A chat as it is stored. */
export interface Stored {
  id: string
  botId: string
  channel: string
  address: string
  heard: number | null
  messages: Array<{ seq: number; author: string; text: string; status: string }>
}

export async function readChats({ bots }: Installation): Promise<Stored[]> {
  return (await Promise.all(bots.map(chatsOf))).flat()
}

function chatsOf({ workspaceId }: ChaosBot): Promise<Stored[]> {
  return look({ workspaceId }, async (db) => {
    const { rows } = await sql<Stored>`
      select v.id, v.bot_id, c.channel, c.address, (c.fields->>'heard')::float8 as heard,
        (select json_agg(json_build_object('seq', m.seq, 'author', m.author, 'text', m.content->>'text', 'status', m.status) order by m.seq)
          from messages m where m.workspace_id = ${workspaceId} and m.conversation_id = v.id) as messages
      from conversations v join contacts c on c.workspace_id = v.workspace_id and c.id = v.contact_id
      where v.workspace_id = ${workspaceId}`.execute(db)
    return rows
  })
}

export interface Waiting {
  inbound: number
  outbound: number
  /** lines of the error log, by their code */
  errors: string[]
}

export async function readWaiting({ bots }: Installation): Promise<Waiting> {
  const all = await Promise.all(bots.map(waitingOf))
  return {
    inbound: all.reduce((sum, { inbound }) => sum + inbound, 0),
    outbound: all.reduce((sum, { outbound }) => sum + outbound, 0),
    errors: [...new Set(all.flatMap(({ errors }) => errors))],
  }
}

function waitingOf({ workspaceId }: ChaosBot): Promise<Waiting> {
  return look({ workspaceId }, async (db) => {
    const { rows } = await sql<Waiting>`
      select (select count(*)::int from inbound where workspace_id = ${workspaceId}) as inbound,
        (select count(*)::int from outbound where workspace_id = ${workspaceId} and error_id is null) as outbound,
        coalesce((select array_agg(distinct code) from error_logs where workspace_id = ${workspaceId}), '{}') as errors`.execute(
      db,
    )
    return rows[0] ?? { inbound: -1, outbound: -1, errors: [] }
  })
}

/** What the chats say that must not be: something lost, twice or out of order, or an effect that did not happen once. */
export function faultsOf(crowd: Person[], chats: Stored[], messagesEach: number): string[] {
  const words = Array.from({ length: messagesEach }, (_, index) => String(index + 1))
  const answers = words.map((word) => `${word} ${word}`)
  return crowd.flatMap((person) => {
    const chat = chatOf(person, chats)
    if (!chat) return [`${nameOf(person)} has no chat`]
    const said = (author: string) => chat.messages.flatMap((each) => (each.author === author ? [each.text] : []))
    return [
      ...(isSame(said('contact'), words)
        ? []
        : [`${nameOf(person)} wrote 1 to ${messagesEach}, stored: ${said('contact')}`]),
      ...(isSame(said('bot'), answers) ? [] : [`${nameOf(person)} was answered: ${said('bot')}`]),
      ...(chat.heard === messagesEach ? [] : [`${nameOf(person)} was counted ${chat.heard} times`]),
    ]
  })
}

/** What arrived at the provider that must not: out of order, or twice where it was not in doubt. `held` are those that members were shown. */
export function faultsOfSends(crowd: Person[], taken: Taken[], made: Trouble): string[] {
  const byPerson = Map.groupBy(taken, ({ to }) => to)
  const outside = crowd.filter(({ channel }) => channel !== 'webchat')
  const faults = outside.flatMap((person) => {
    const arrived = byPerson.get(person.address) ?? []
    const numbers = arrived.map(({ text }) => Number.parseInt(text, 10))
    const twice = numbers.length - new Set(numbers).size
    const isInOrder = numbers.every((number, index) => index === 0 || number >= (numbers[index - 1] ?? 0))
    return [
      ...(isInOrder ? [] : [`${nameOf(person)} got ${numbers}`]),
      ...(twice > 0 && person.bot.inDoubt === 'hold' ? [`${nameOf(person)} got something twice: ${numbers}`] : []),
    ]
  })
  const resent = outside
    .filter(({ bot }) => bot.inDoubt === 'resend')
    .flatMap(({ address }) => byPerson.get(address) ?? [])
  const doubts = resent.filter(({ isLost }) => isLost).length + (made.kills + made.stops) * MOST_IN_THE_AIR
  const twice = resent.length - new Set(resent.map(({ to, text }) => `${to} ${text}`)).size
  return twice <= doubts ? faults : [...faults, `${twice} were sent twice, and only ${doubts} can have been in doubt`]
}

/** Of the bots that send again, by one worker at the moment in which it dies. */
const MOST_IN_THE_AIR = 10

/** How long people waited for an answer on Telegram, in milliseconds; what its pace and the provider's rests take is in it. */
export function pausesOf(crowd: Person[], taken: Taken[]): number[] {
  const arrivals = new Map(taken.map(({ to, text, at }) => [`${to} ${text}`, at]))
  return crowd
    .filter(({ channel }) => channel === 'telegram')
    .flatMap(({ address, accepted }) =>
      accepted.flatMap((instant, index) => {
        const at = arrivals.get(`${address} ${index + 1} ${index + 1}`)
        return at === undefined ? [] : [at - instant]
      }),
    )
}

/** The longest time in which nobody at all was answered, in milliseconds. */
export function longestSilence(taken: Taken[]): number {
  const times = taken.map(({ at }) => at).sort((a, b) => a - b)
  return Math.max(0, ...times.slice(1).map((at, index) => at - (times[index] ?? at)))
}

export function chatOf({ bot, channel, address }: Person, chats: Stored[]): Stored | undefined {
  return chats.find((chat) => chat.botId === bot.id && chat.channel === channel && chat.address === address)
}

export function nameOf({ channel, address, bot }: Person): string {
  return `${channel}/${bot.inDoubt} ${address}`
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index])
}
