/** Takes out of a step what must not travel: literal passwords, keys and tokens, and the addresses of members. */
import { mapTexts } from './texts.ts'

export interface Scrubbed<Step> {
  step: Step
  /** what was taken out, in words: `the header Authorization` */
  taken: string[]
}

/** Markers such as {{secret.NAME}} stay: they name a secret and do not hold it. `emails`: the members' own. */
export function scrub<Step extends object>(step: Step, emails: readonly string[]): Scrubbed<Step> {
  const taken = new Set<string>()
  const take = (what: string) => {
    taken.add(what)
    return ''
  }
  const known = new Set(emails.map((email) => email.toLowerCase()))
  const scrubbed = mapTexts(step, (text, { key, holder }) => {
    const name = nameBeside(key, holder)
    if (isSecretName(name) && isLiteral(text)) return take(`the value of ${name}`)
    return withoutEmails(withoutKeys(withoutAddressParts(withoutJsonParts(text, take), take), take), known, take)
  })
  return { step: scrubbed, taken: [...taken] }
}

type Take = (what: string) => string

/** The name that a value goes by: of a header or a parameter (`name` beside `value`), of a field that is set, or its own key. */
function nameBeside(key: string, holder: object): string {
  if (key !== 'value') return key
  const name: unknown = Reflect.get(holder, 'name') ?? Reflect.get(holder, 'field')
  return typeof name === 'string' ? name : key
}

const SECRET_NAME =
  /(^|[-_.])(authorization|proxy-authorization|cookie|set-cookie|auth|api-?key|apikey|access-?key|private-?key|secret-?key|token|secret|passwd|password|pwd|signature|credentials?|bearer)$/

/** `maxTokens` and `keyword` are none: the last word decides. */
function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll('_', '-')
  return SECRET_NAME.test(words)
}

/** Whether something else than markers and the name of a scheme stands there. */
function isLiteral(text: string): boolean {
  return (
    text
      .replace(MARKER, '')
      .replace(/\b(?:bearer|basic|token|digest|apikey|bot)\b/gi, '')
      .trim() !== ''
  )
}

const MARKER = /\{\{[^{}]*\}\}/g

function withoutJsonParts(text: string, take: Take): string {
  return text.replace(
    /("([A-Za-z0-9_-]{1,60})"\s*:\s*")((?:[^"\\]|\\.)*)"/g,
    (all, head: string, name: string, value: string) =>
      isSecretName(name) && isLiteral(value) ? `${head}${take(`the value of ${name}`)}"` : all,
  )
}

const PARAMETER_NAME = /^(?:key|sig|jwt|hmac)$/i

/** Parameters, a name and password, and paths that are a key by themselves. */
function withoutAddressParts(text: string, take: Take): string {
  return text
    .replace(/([?&;])([A-Za-z0-9_.-]{1,60})=([^&#\s"'<>]*)/g, (all, sign: string, name: string, value: string) =>
      (PARAMETER_NAME.test(name) || isSecretName(name)) && isLiteral(value)
        ? `${sign}${name}=${take(`the parameter ${name} of an address`)}`
        : all,
    )
    .replace(/(https?:\/\/)([^\s/@"'<>]+)@/gi, (all, head: string, user: string) =>
      isLiteral(user) ? `${head}${take('the name and password in an address')}` : all,
    )
    .replace(KEY_PATHS, (_all, head: string) => `${head}${take('the secret part of an address')}`)
}

/** Addresses that let in whoever knows them. */
const KEY_PATHS =
  /(https?:\/\/(?:hooks\.slack\.com\/(?:services|workflows|triggers)\/|hooks\.zapier\.com\/hooks\/|hook\.[a-z0-9.]*make\.com\/|discord(?:app)?\.com\/api\/webhooks\/|api\.telegram\.org\/(?:file\/)?bot|connect\.pabbly\.com\/workflow\/|[a-z0-9.-]+\.webhook\.office\.com\/webhookb2\/|[^\s"'<>]*\/in\/hooks\/))[^\s"'<>{}/?#][^\s"'<>{}?#]*/gi

/** Keys that say by their form whose they are. */
const KEY_FORMS =
  /\b(?:sk|pk|rk)[-_](?:live|test|proj|ant)[-_][A-Za-z0-9_-]{8,}|\bsk-[A-Za-z0-9_-]{16,}|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_[A-Za-z0-9_]{20,}|\bglpat-[A-Za-z0-9_-]{16,}|\bxox[abeprs]-[A-Za-z0-9-]{10,}|\bAKIA[A-Z0-9]{16}\b|\bAIza[A-Za-z0-9_-]{30,}|\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}|\bwhsec_[A-Za-z0-9+/=]{16,}|\bsb_[A-Za-z0-9_]{20,}|\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g

function withoutKeys(text: string, take: Take): string {
  return text.replace(KEY_FORMS, () => take('a key in a text'))
}

function withoutEmails(text: string, known: ReadonlySet<string>, take: Take): string {
  if (!text.includes('@')) return text
  return text.replace(/[A-Za-z0-9.!#$%&'*+/=?^_`|~-]+@[A-Za-z0-9.-]+[A-Za-z0-9]/g, (address) =>
    known.has(address.toLowerCase()) ? take('the address of a member') : address,
  )
}
