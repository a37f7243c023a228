/** Answers that were offered as a numbered text: a person who writes the number, or the words, picks one. */
import { numbered } from '../../channels/fit.ts'
import { CHANNEL_LIMITS, type ChannelLimits } from '../../shared/channel-limits.ts'
import { type Choice, type Content, cutText, type Incoming, LABEL_LIMIT } from '../../shared/messages.ts'
import type { Chat } from './turns.ts'

/** Remembers what this message offers by number on the channel; what was offered before counts until then. */
export function offer(chat: Chat, content: Content): void {
  const limits = limitsOf(chat.contact.channel)
  if (!limits || !isOffer(content)) return
  const options = numbered(content, limits)
  if (options.length === 0) return
  chat.options = options
  chat.newOptions = options
}

/** The choice that is meant by «2», or by exactly the words of one; else what was said. */
export function chosenFrom(options: readonly Choice[] | null, said: Incoming): Incoming {
  if (!options || said.kind !== 'text') return said
  const [, number] = /^\s*(\d{1,3})\s*[.)]?\s*$/.exec(said.text) ?? []
  const words = plain(said.text)
  const byWords = options.find(({ label }) => plain(label) === words)
  const chosen = (number && options[Number(number) - 1]) || byWords
  return chosen ? { kind: 'choice', id: chosen.id, label: cutText(chosen.label, LABEL_LIMIT) } : said
}

const LIMITS: Readonly<Record<string, ChannelLimits>> = CHANNEL_LIMITS

function limitsOf(channel: string): ChannelLimits | undefined {
  return Object.hasOwn(LIMITS, channel) ? LIMITS[channel] : undefined
}

function isOffer(content: Content): boolean {
  return 'choices' in content || 'buttons' in content || content.kind === 'cards' || content.kind === 'list'
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
}
