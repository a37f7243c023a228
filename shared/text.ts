/** The kinds of text that people and programs send us, each with what it may hold. */
import { z } from 'zod'

/** Control characters, line and paragraph separators, and characters that turn the direction of writing. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

/** One line, such as a name: trimmed, 1 to `max` characters, no control or direction-turning characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => text.isWellFormed() && !CONTROL.test(text), 'has characters that are not allowed in a line')

/** Text of several lines, 0 to `max` characters. */
export const prose = (max: number) =>
  z
    .string()
    .max(max)
    .refine(
      (text) => text.isWellFormed() && !CONTROL.test(text.replace(/[\n\r\t\u2028\u2029]/g, '')),
      'has characters that are not allowed in a text',
    )

/** A uuid as our ids are. */
export const Id = z.uuid()

/** An instant in UTC, ISO 8601. */
export const Instant = z.iso.datetime().refine((text) => !text.startsWith('0000'), 'is before the year 1')

const EMAIL =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** An e-mail address in the one form we keep: NFKC, lower case, the domain in punycode without a final dot. Null when it is none. */
export function canonicalEmail(text: string): string | null {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  const at = plain.lastIndexOf('@')
  const host = hostOf(plain.slice(at + 1).replace(/\.$/, ''))
  const email = `${plain.slice(0, at)}@${host}`
  const isSound = at > 0 && host !== null && email.length <= 254 && EMAIL.test(email) && !/^\.|\.\.|\.@/.test(email)
  return isSound ? email : null
}

/** An e-mail address; reads any spelling, gives the canonical one. */
export const Email = z
  .string()
  .max(320)
  .transform((text, context) => {
    const email = canonicalEmail(text)
    if (email !== null) return email
    context.addIssue({ code: 'custom', message: 'is not an e-mail address' })
    return z.NEVER
  })

/** An IANA time zone, such as Europe/Berlin. */
export const Timezone = z.string().max(64).refine(isTimezone, 'is not a time zone such as Europe/Berlin')

export const LANGUAGES = ['en', 'de', 'es'] as const
export const Language = z.enum(LANGUAGES)

function hostOf(domain: string): string | null {
  if (!domain || /[\s/\\?#@:%[\]]/.test(domain)) return null
  const url = URL.parse(`http://${domain}/`)
  return url && !/^[\d.]+$/.test(url.hostname) ? url.hostname : null
}

function isTimezone(name: string): boolean {
  if (/^[+-]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
