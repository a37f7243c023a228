/** The values every bot knows by itself, such as BOT_CURRENT_TIME, in the workspace's zone (W10, B2). */

import { WEEKDAYS } from '../../shared/business-hours.ts'
import type { Value } from '../../shared/fields.ts'
import type { Context } from '../context.ts'
import { isOpen } from './business-hours.ts'
import { type WallClock, wallClock } from './clock.ts'

/** What a system value is read from. */
export interface Surroundings {
  now: Date
  clock: WallClock
  context: Context
  lastInput: string
  lastKind: string
  /** as the turn has left them */
  tags: ReadonlySet<string>
  isSubscribed: boolean
}

export interface SystemValue {
  name: string
  description: string
  read(from: Surroundings): Value
}

export const SYSTEM_VALUES: readonly SystemValue[] = [
  { name: 'BOT_CURRENT_TIME', description: 'The time now, such as 09:30', read: (from) => from.clock.time },
  { name: 'BOT_CURRENT_DATE', description: 'The date today, such as 2026-07-01', read: (from) => from.clock.date },
  { name: 'BOT_CURRENT_DATETIME', description: 'Date and time, such as 2026-07-01 09:30:00', read: dateAndTime },
  { name: 'BOT_CURRENT_HOUR', description: 'The hour now, 0 to 23', read: (from) => from.clock.hour },
  { name: 'BOT_CURRENT_MINUTE', description: 'The minute now, 0 to 59', read: (from) => from.clock.minute },
  { name: 'BOT_CURRENT_WEEKDAY', description: 'The day today, such as Monday', read: (from) => from.clock.weekday },
  {
    name: 'BOT_CURRENT_WEEKDAY_NUMBER',
    description: 'The day of the week, 1 for Monday to 7 for Sunday',
    read: weekdayNumber,
  },
  {
    name: 'BOT_CURRENT_DAY',
    description: 'The day of the month, 1 to 31',
    read: (from) => Number(from.clock.date.slice(8)),
  },
  { name: 'BOT_CURRENT_MONTH', description: 'The month, 1 to 12', read: (from) => Number(from.clock.date.slice(5, 7)) },
  {
    name: 'BOT_CURRENT_YEAR',
    description: 'The year, such as 2026',
    read: (from) => Number(from.clock.date.slice(0, 4)),
  },
  { name: 'BOT_CURRENT_TIMESTAMP', description: 'Seconds since 1 January 1970, UTC', read: unixSeconds },
  {
    name: 'BOT_IS_BUSINESS_HOURS',
    description: 'Whether the business is open now',
    read: (from) => isOpen(from.context.hours, from.clock),
  },
  { name: 'BOT_TIMEZONE', description: 'The zone of the workspace', read: (from) => from.clock.zone },
  { name: 'BOT_ID', description: 'The id of the bot', read: (from) => from.context.botId },
  { name: 'BOT_NAME', description: 'The name of the bot', read: (from) => from.context.botName },
  { name: 'WORKSPACE_ID', description: 'The id of the workspace', read: (from) => from.context.workspaceId },
  { name: 'WORKSPACE_NAME', description: 'The name of the workspace', read: (from) => from.context.workspaceName },
  { name: 'WORKSPACE_TIMEZONE', description: 'The zone of the workspace', read: (from) => from.clock.zone },
  { name: 'USER_ID', description: 'The id of the person', read: (from) => from.context.user.id },
  { name: 'USER_NAME', description: 'The full name of the person', read: (from) => from.context.user.name },
  { name: 'USER_FIRST_NAME', description: 'The first name of the person', read: firstName },
  { name: 'USER_LAST_NAME', description: 'The last name of the person', read: lastName },
  { name: 'USER_EMAIL', description: 'The e-mail address of the person', read: (from) => from.context.user.email },
  { name: 'USER_PHONE', description: 'The phone number of the person', read: (from) => from.context.user.phone },
  {
    name: 'USER_LANGUAGE',
    description: 'The language of the person, such as en',
    read: (from) => from.context.user.language,
  },
  {
    name: 'USER_TIMEZONE',
    description: 'The zone of the person, or else of the workspace',
    read: (from) => from.context.user.timezone || from.clock.zone,
  },
  { name: 'USER_CURRENT_TIME', description: 'The time now where the person is, such as 09:30', read: timeOfUser },
  { name: 'USER_CHANNEL', description: 'The channel the person writes on', read: (from) => from.context.channel },
  {
    name: 'USER_SOURCE',
    description: 'The word of the link the person came by',
    read: (from) => from.context.user.source,
  },
  { name: 'USER_TAGS', description: 'The tags of the person, as a list', read: (from) => [...from.tags] },
  { name: 'USER_SUBSCRIBED', description: 'Whether the person wants messages', read: (from) => from.isSubscribed },
  { name: 'USER_IS_SUBSCRIBED', description: 'Whether the person wants messages', read: (from) => from.isSubscribed },
  {
    name: 'USER_FIRST_SEEN',
    description: 'When the person wrote first, UTC',
    read: (from) => from.context.user.firstSeenAt,
  },
  {
    name: 'ASSIGNED_AGENT_NAME',
    description: 'The name of the team member who has the chat',
    read: (from) => from.context.user.assignee?.name ?? null,
  },
  {
    name: 'ASSIGNED_AGENT_ID',
    description: 'The id of the team member who has the chat',
    read: (from) => from.context.user.assignee?.id ?? null,
  },
  { name: 'LAST_INPUT', description: 'What the person said last', read: (from) => from.lastInput },
  {
    name: 'LAST_INPUT_TYPE',
    description: 'The kind of what came last, such as text, choice or file',
    read: (from) => from.lastKind,
  },
  { name: 'RANDOM_CODE', description: 'Six digits by chance, other ones each time', read: randomCode },
  { name: 'CHAT_LINK', description: 'Where the chat can go on in a browser', read: (from) => from.context.chatUrl },
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

function randomCode({ context }: Surroundings): string {
  return String(Math.floor(context.random() * 1_000_000)).padStart(6, '0')
}

function unixSeconds({ now }: Surroundings): number {
  return Math.floor(now.getTime() / 1000)
}

function weekdayNumber({ clock }: Surroundings): number {
  const today = clock.weekday.toLowerCase()
  return WEEKDAYS.findIndex((day) => today.startsWith(day)) + 1
}

function timeOfUser({ now, clock, context }: Surroundings): string {
  return context.user.timezone === '' ? clock.time : wallClock(now, context.user.timezone).time
}

function lastName({ context }: Surroundings): string {
  return context.user.name.trim().split(/\s+/).slice(1).join(' ')
}

function firstName({ context }: Surroundings): string {
  return context.user.name.trim().split(/\s+/, 1)[0] ?? ''
}
