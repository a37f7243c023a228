/** Who a new bot user is, as far as the provider says it. */
import type { Profile } from '../../channels/channel.ts'
import { canonicalEmail, Timezone } from '../../shared/text.ts'
import type { Told } from './inbound.ts'
import type { Chat } from './turns.ts'

const NAME_LIMIT = 200
const WORD_LIMIT = 35

/** Fills what nobody has told yet. */
export function fillProfile(chat: Chat, profile: NonNullable<Told['profile']>): void {
  const { contact } = chat
  const { name = '', language = '', timezone = '', phone = '', email = '' } = profile
  contact.name ||= lineOf(name, NAME_LIMIT)
  contact.language ||= lineOf(language, WORD_LIMIT).replaceAll('_', '-') || null
  contact.timezone ||= Timezone.safeParse(timezone).data || null
  contact.phone ||= lineOf(phone, WORD_LIMIT) || null
  contact.email ||= canonicalEmail(email)
  chat.isContactChanged = true
}

/** Of what a provider answered, the words that a profile has. */
export function toldProfile(profile: Profile): NonNullable<Told['profile']> {
  const { name, language, timezone, phone, email } = profile
  return { name, language, timezone, phone, email }
}

function lineOf(text: string, limit: number): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
    .trim()
    .slice(0, limit)
    .toWellFormed()
}
