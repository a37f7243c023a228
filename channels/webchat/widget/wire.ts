/** What the chat API says, read with care: whatever does not look as agreed is left out, never shown. */
import type { FlowTheme } from '../../../shared/flow-theme.ts'
import type { Choice, Incoming } from '../../../shared/messages.ts'

export type Author = 'contact' | 'bot' | 'member'
export type Said = { kind: 'text'; text: string; choices: Choice[] } | { kind: 'choice'; id: string; label: string }
/** One message of the conversation; `name` is the member's, where a member speaks; `said` is null when there is nothing to show for it. */
export type Message = { id: string; seq: number; author: Author; name: string | null; said: Said | null; at: string }
export type About = { name: string; workspaceName: string; logoUrl: string | null; theme: FlowTheme }
export type Typing = { author: Author; name: string | null; isOn: boolean }
export type { Choice, FlowTheme, Incoming }

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

/** The value under a key of an object, or undefined. */
export function at(json: unknown, key: string): unknown {
  return typeof json === 'object' && json !== null ? Reflect.get(json, key) : undefined
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function readSaid(json: unknown): Said | null {
  const kind = at(json, 'kind')
  if (kind === 'text') {
    const words = text(at(json, 'text'))
    return words ? { kind, text: words, choices: list(at(json, 'choices')).flatMap(readChoice) } : null
  }
  if (kind === 'choice') {
    const id = text(at(json, 'id'))
    return id ? { kind, id, label: text(at(json, 'label')) || id } : null
  }
  return null
}

function readChoice(json: unknown): Choice[] {
  const id = text(at(json, 'id'))
  const label = text(at(json, 'label'))
  return id && label ? [{ id, label }] : []
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
