/** The values every bot knows by itself, such as BOT_CURRENT_TIME, in the workspace's zone (W10, B2). */
import type { WallClock } from './clock.ts'
import type { Scalar } from './variables.ts'

/** What a system value is read from. */
export interface Surroundings {
  now: Date
  clock: WallClock
  botName: string
  workspaceName: string
  channel: string
  user: User
  lastInput: string
}

/** The person in the chat, as far as they are known. */
export interface User {
  name?: string | null | undefined
  email?: string | null | undefined
}

export interface SystemValue {
  name: string
  description: string
  read(from: Surroundings): Scalar
}

export const SYSTEM_VALUES: readonly SystemValue[] = [
  { name: 'BOT_CURRENT_TIME', description: 'The time now, such as 09:30', read: (from) => from.clock.time },
  { name: 'BOT_CURRENT_DATE', description: 'The date today, such as 2026-07-01', read: (from) => from.clock.date },
  { name: 'BOT_CURRENT_DATETIME', description: 'Date and time, such as 2026-07-01 09:30:00', read: dateAndTime },
  { name: 'BOT_CURRENT_HOUR', description: 'The hour now, 0 to 23', read: (from) => from.clock.hour },
  { name: 'BOT_CURRENT_MINUTE', description: 'The minute now, 0 to 59', read: (from) => from.clock.minute },
  { name: 'BOT_CURRENT_WEEKDAY', description: 'The day today, such as Monday', read: (from) => from.clock.weekday },
  { name: 'BOT_CURRENT_TIMESTAMP', description: 'Seconds since 1 January 1970, UTC', read: unixSeconds },
  { name: 'BOT_TIMEZONE', description: 'The zone of the workspace', read: (from) => from.clock.zone },
  { name: 'BOT_NAME', description: 'The name of the bot', read: (from) => from.botName },
  { name: 'WORKSPACE_NAME', description: 'The name of the workspace', read: (from) => from.workspaceName },
  { name: 'USER_NAME', description: 'The full name of the person', read: (from) => from.user.name ?? '' },
  { name: 'USER_FIRST_NAME', description: 'The first name of the person', read: firstName },
  { name: 'USER_EMAIL', description: 'The e-mail address of the person', read: (from) => from.user.email ?? '' },
  { name: 'USER_CHANNEL', description: 'The channel the person writes on', read: (from) => from.channel },
  { name: 'LAST_INPUT', description: 'What the person said last', read: (from) => from.lastInput },
]

export function systemValue(name: string): SystemValue | undefined {
  return BY_NAME.get(name)
}

/** Fields may be filled from outside a flow, so only names in capitals can be known to be wrong. */
export function isUnknownValue(name: string): boolean {
  return /^[A-Z]/.test(name) && !BY_NAME.has(name)
}

const BY_NAME = new Map(SYSTEM_VALUES.map((value) => [value.name, value]))

function dateAndTime({ clock }: Surroundings): string {
  return `${clock.date} ${clock.time}:${String(clock.second).padStart(2, '0')}`
}

function unixSeconds({ now }: Surroundings): number {
  return Math.floor(now.getTime() / 1000)
}

function firstName({ user }: Surroundings): string {
  return user.name?.trim().split(/\s+/, 1)[0] ?? ''
}
