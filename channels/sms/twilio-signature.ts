/** Whether a request was signed by Twilio (or SignalWire): HMAC-SHA1 over the address and the sorted fields. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { HookRequest } from '../inbound.ts'

export function isSigned(request: HookRequest, { header, key }: { header: string; key: string }): boolean {
  const given = request.headers[header]
  if (!key || !given) return false
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')
  if (!isForm && request.body.length > 0 && !isBodyNamed(request)) return false
  const fields = isForm ? sorted(fieldsOf(request)) : ''
  return spellings(request.url).some((url) =>
    isEqual(
      given,
      createHmac('sha1', key)
        .update(url + fields)
        .digest('base64'),
    ),
  )
}

export function fieldsOf(request: HookRequest): Map<string, string[]> {
  const pairs = [...new URLSearchParams(new TextDecoder().decode(request.body))]
  return new Map([...Map.groupBy(pairs, ([name]) => name)].map(([name, all]) => [name, all.map(([, value]) => value)]))
}

/** A value that comes twice counts once. */
function sorted(fields: Map<string, string[]>): string {
  return [...fields.keys()]
    .sort()
    .map((name) =>
      [...new Set(fields.get(name))]
        .sort()
        .map((value) => name + value)
        .join(''),
    )
    .join('')
}

/** A body that is no form is named by its hash in the address, which is signed. */
function isBodyNamed({ query, body }: HookRequest): boolean {
  return isEqual(query.bodySHA256 ?? '', createHash('sha256').update(body).digest('hex'))
}

/** They sign with or without the port that stands for the scheme. */
function spellings(url: string): string[] {
  const [, scheme = '', host = '', rest = ''] = /^(https?):\/\/([^/?#]+)(.*)$/s.exec(url) ?? []
  const port = scheme === 'https' ? ':443' : ':80'
  const bare = host.endsWith(port) ? host.slice(0, -port.length) : host
  const spelt = [url, `${scheme}://${bare}${rest}`]
  return /:\d+$/.test(bare) ? spelt : [...spelt, `${scheme}://${bare}${port}${rest}`]
}

function isEqual(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}
