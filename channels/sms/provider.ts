/** What a provider of text messages does for the channel; made for one account. */
import type { Ask } from '../../shared/account.ts'
import type { Content } from '../../shared/messages.ts'
import { cutText } from '../../shared/messages.ts'
import type { Delivery, Done, FetchedFile, Hook, Line, Outgoing, Recipient } from '../channel.ts'
import type { HookRequest, Inbound } from '../inbound.ts'
import { writtenOut } from '../wording/written-out.ts'
import type { smsDefinition } from './definition.ts'

export type Sms = typeof smsDefinition
export type SmsLine = Line<Sms>
export type SmsSecrets = SmsLine['secrets']

/** A number, word or service of the account that messages can come from. */
export interface Sender {
  id: string
  from: string
  label: string
  detail?: string
  canSendMedia: boolean
}

/** What was set up: what to take away at the end, and what to put back. */
export type SetUp = Pick<SmsSecrets, 'id' | 'before'>

export interface SmsProvider {
  label: string
  senders(ask: Ask): Promise<Done<Sender[]>>
  setUp(sender: Sender, hook: Hook, ask: Ask): Promise<Done<SetUp>>
  takeAway(line: SmsLine): Promise<void>
  check(line: SmsLine): Promise<Done<{ label: string }>>
  verify(request: HookRequest, hook: Hook): boolean
  read(request: HookRequest, secrets: SmsSecrets): Inbound[]
  send(message: Outgoing, to: Recipient, line: SmsLine): Promise<Delivery>
  find?(message: Outgoing, to: Recipient, line: SmsLine): Promise<'sent' | 'not-sent' | 'unknown'>
  fetch?(reference: string, ask: Ask): Promise<Done<FetchedFile>>
}

const TEXT_LIMIT = 1600

/** What is sent of a message: words, and the file where the sender can send one; undefined for what no SMS can say. */
export function wordsOf(content: Content, canSendMedia: boolean): { text: string; media?: string } | undefined {
  if (content.kind === 'text' || content.kind === 'template')
    return { text: cutText(writtenOut(content.text), TEXT_LIMIT) }
  if (!('url' in content)) return undefined
  const caption = content.text ? writtenOut(content.text) : ''
  if (canSendMedia) return { text: cutText(caption, TEXT_LIMIT), media: content.url }
  return { text: cutText(caption ? `${caption}\n${content.url}` : content.url, TEXT_LIMIT) }
}
