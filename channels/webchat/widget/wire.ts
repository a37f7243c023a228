/** What the chat API says, read with care: whatever does not look as agreed is left out, never shown. */
import type { FlowTheme } from '../../../shared/flow-theme.ts'
import type { Incoming } from '../../../shared/messages.ts'
import { at, list, text } from './plain-json.ts'
import { readSaid, type Said } from './wire-content.ts'

export type Author = 'contact' | 'bot' | 'member'
/** One message of the conversation; `name` is the member's, where a member speaks; `said` is null when there is nothing to show for it. */
export type Message = { id: string; seq: number; author: Author; name: string | null; said: Said | null; at: string }
export type About = { name: string; workspaceName: string; logoUrl: string | null; theme: FlowTheme }
export type Typing = { author: Author; name: string | null; isOn: boolean }
export type { FlowTheme, Incoming, Said }

const AUTHORS: readonly Author[] = ['contact', 'bot', 'member']

/** The bot's name and look; `base` is the server's address, against which pictures are resolved. */
export function readAbout(json: unknown, base: string): About {
  return {
    name: text(at(json, 'name')) || 'Chat',
    workspaceName: text(at(json, 'workspaceName')),
    logoUrl: pictureUrl(at(json, 'logoUrl'), base),
    theme: readTheme(at(json, 'theme')),
  }
}

/** A theme whose every part is one we know; what is missing is the plain look. */
export function readTheme(json: unknown): FlowTheme {
  return {
    accent: colour(at(json, 'accent')) ?? '#0F766E',
    background: colour(at(json, 'background')) ?? '#F7F8F8',
    font: oneOf(['system', 'inter', 'serif', 'mono'], at(json, 'font')),
    bubble: oneOf(['rounded', 'soft', 'square'], at(json, 'bubble')),
    buttons: oneOf(['outline', 'filled'], at(json, 'buttons')),
    avatar: { kind: oneOf(['initials', 'logo', 'none'], at(at(json, 'avatar'), 'kind')) },
    dark: oneOf(['auto', 'light', 'dark'], at(json, 'dark')),
  }
}

/** One message, or null when it is not one. */
export function readMessage(json: unknown): Message | null {
  const seq = Number(at(json, 'seq'))
  const id = text(at(json, 'id'))
  const author = AUTHORS.find((one) => one === at(json, 'author'))
  if (!Number.isSafeInteger(seq) || seq < 0 || !id || !author) return null
  const when = text(at(json, 'at'))
  return {
    id,
    seq,
    author,
    name: text(at(json, 'name')) || null,
    said: readSaid(at(json, 'content')),
    at: Number.isNaN(Date.parse(when)) ? new Date().toISOString() : when,
  }
}

/** A page of messages: `{data: […], hasMore?}`. */
export function readMessages(json: unknown): { messages: Message[]; hasMore: boolean } {
  const messages = list(at(json, 'data')).flatMap((one) => readMessage(one) ?? [])
  return { messages, hasMore: at(json, 'hasMore') === true }
}

export function readTyping(json: unknown): Typing {
  return {
    author: AUTHORS.find((one) => one === at(json, 'author')) ?? 'bot',
    name: text(at(json, 'name')) || null,
    isOn: at(json, 'typing') !== false,
  }
}

function colour(value: unknown): string | null {
  return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? value : null
}

function oneOf<const T extends string>(words: readonly [T, ...T[]], value: unknown): T {
  return words.find((word) => word === value) ?? words[0]
}

/** Pictures come by http or https only (attack 87). */
function pictureUrl(value: unknown, base: string): string | null {
  if (typeof value !== 'string' || !URL.canParse(value, base)) return null
  const url = new URL(value, base)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
}
