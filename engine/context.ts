/** What a turn may know of the world around it. */
import type { FieldKind, Value } from '../shared/fields.ts'
import type { BusinessHours } from './values/business-hours.ts'

/** What the flow is told of its surroundings; it can ask for nothing else. */
export interface Context {
  botId: string
  botName: string
  workspaceId: string
  workspaceName: string
  /** IANA name of the workspace's zone */
  timezone: string
  hours: BusinessHours
  channel: string
  /** where the person can go on with this chat in a browser; empty where there is none */
  chatUrl: string
  user: User
  /** of the bot user */
  fields: Readonly<Record<string, Value>>
  /** of the bot, read as {{bot.name}} */
  botFields: Readonly<Record<string, Value>>
  /** the kind of each described field, by `name` or `bot.name` */
  kinds: Readonly<Record<string, FieldKind>>
  /** from 0 to below 1 */
  random(): number
}

/** The person in the chat, as far as they are known. */
export interface User {
  id: string
  name: string
  email: string
  phone: string
  /** IETF language tag, or empty */
  language: string
  /** IANA zone, or empty: then the workspace's counts */
  timezone: string
  tags: ReadonlySet<string>
  isSubscribed: boolean
  firstSeenAt: string
  /** the word of the link they came by first */
  source: string
  assignee: { id: string; name: string } | null
}
