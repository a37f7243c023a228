/** Puts secrets where `{{secret.NAME}}` stands in a request, for their own hosts only, and takes them out of what comes back (attacks 74, 75). */
import type { Value } from '../../shared/fields.ts'

/** A secret's value and the hosts it may go to (`api.shop.example`, `*.shop.example`, `localhost:4000`); undefined when there is none of the name. */
export type SecretLookup = (name: string) => Promise<{ value: string; hosts: string[] } | undefined>

/** The secrets that a request names, by name. */
export type Secrets = ReadonlyMap<string, string>

/** A request names a secret that it may not send; the message is for its author and holds no value. */
export class SecretFault extends Error {
  readonly reason: 'blocked' | 'failed'

  constructor(reason: 'blocked' | 'failed', message: string) {
    super(message)
    this.reason = reason
  }
}

const MARK = /\{\{\s{0,20}secret\.([A-Za-z0-9_.]{1,60})\s{0,20}\}\}/g

export function hasMark(text: string): boolean {
  return text.search(MARK) !== -1
}

/** Looks up all that these texts name. Throws SecretFault where one is missing, or may not go to the host of `url`. */
export async function secretsFor(url: string, texts: string[], lookUp: SecretLookup): Promise<Secrets> {
  const names = new Set([url, ...texts].flatMap((text) => [...text.matchAll(MARK)].map((found) => found[1] ?? '')))
  const secrets = new Map<string, string>()
  if (names.size === 0) return secrets
  const { hostname, port } = hostOf(url)
  for (const name of names) {
    const secret = await lookUp(name)
    if (!secret) throw new SecretFault('failed', `There is no secret named ${name}.`)
    if (!secret.hosts.some((entry) => covers(entry, hostname, port)))
      throw new SecretFault('blocked', `The secret ${name} may not be sent to ${hostname}.`)
    secrets.set(name, secret.value)
  }
  return secrets
}

/** Fills them in, written as the place asks for; once, so a secret that looks like a mark stays as it is. */
export function fillIn(text: string, secrets: Secrets, write: (value: string) => string = (value) => value): string {
  return text.replace(MARK, (mark, name: string) => {
    const value = secrets.get(name)
    return value === undefined ? mark : write(value)
  })
}

/** Hides the secrets in whatever form a server may have sent them back. */
export function scrubber(secrets: Secrets): { text: (text: string) => string; value: (value: Value) => Value } {
  const forms = [...new Set([...secrets.values()].flatMap(formsOf))].filter(Boolean).sort((a, b) => b.length - a.length)
  const text = (from: string) => forms.reduce((left, form) => left.replaceAll(form, HIDDEN), from)
  const value = (from: Value): Value => {
    if (typeof from === 'string') return text(from)
    if (typeof from === 'number') return text(String(from)) === String(from) ? from : HIDDEN
    if (typeof from !== 'object' || from === null) return from
    if (Array.isArray(from)) return from.map(value)
    return Object.fromEntries(Object.entries(from).map(([key, part]) => [text(key), value(part)]))
  }
  return { text, value: forms.length === 0 ? (from) => from : value }
}

const HIDDEN = '•••'

function formsOf(secret: string): string[] {
  const encoded = encodeURIComponent(secret.toWellFormed())
  const json = JSON.stringify(secret).slice(1, -1)
  const base64 = (['base64', 'base64url'] as const).map((form) => Buffer.from(secret).toString(form).replace(/=+$/, ''))
  return [secret, encoded, encoded.replaceAll('%20', '+'), json, ...base64]
}

/** The host must stand there as it is: with a secret in it, whoever owns the name's server would read it. */
function hostOf(url: string): { hostname: string; port: number } {
  const stand = `mark${crypto.randomUUID().replaceAll('-', '')}`
  const parsed = URL.parse(url.replace(MARK, stand))
  if (!parsed) throw new SecretFault('blocked', 'This address does not exist or may not be called.')
  if (`${parsed.protocol}${parsed.username}${parsed.password}${parsed.host}`.includes(stand))
    throw new SecretFault('blocked', 'A secret may stand in the path and the query of an address, not before them.')
  return {
    hostname: parsed.hostname.replace(/\.$/, ''),
    port: Number(parsed.port) || (parsed.protocol === 'https:' ? 443 : 80),
  }
}

function covers(entry: string, hostname: string, port: number): boolean {
  const [, name = '', wanted] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? []
  if (wanted !== undefined && Number(wanted) !== port) return false
  return name.startsWith('*.')
    ? hostname.length > name.length - 1 && hostname.endsWith(name.slice(1))
    : hostname === name
}
