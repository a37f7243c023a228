/** Sends the request of an HTTP step, and makes its answer fit for a flow. */
import type { CallOutcome, HttpCall } from '../../engine/call.ts'
import { tame } from '../../shared/tame.ts'
import { type OutsideAnswer, type OutsideRequest, outside } from '../outside.ts'
import { fillIn, hasMark, SecretFault, type SecretLookup, type Secrets, scrubber, secretsFor } from './secret-marks.ts'

type Request = Omit<OutsideRequest, 'timeoutMs' | 'headers'> & { headers: Array<[name: string, value: string]> }
type Scrubber = ReturnType<typeof scrubber>

const FIRST_PAUSE_MS = 300
const HEADERS = 30
const HEADER_CHARACTERS = 1000
const ACCEPT = 'application/json, text/plain;q=0.9, */*;q=0.8'

/**
 * `timeoutSeconds` is for all tries together. An answer of 400 and above is `refused`, with its status and data.
 * No outcome holds the value of a secret.
 */
export async function runHttpCall(call: HttpCall, lookUp: SecretLookup): Promise<CallOutcome> {
  try {
    const secrets = await secretsFor(call.url, textsOf(call), lookUp)
    const scrub = scrubber(secrets)
    const request = requestOf(call, secrets)
    if (call.body.kind === 'json' && !isJson(String(request.body)))
      return { ok: false, reason: 'failed', message: 'The body of the request is not JSON.' }
    return outcomeOf(await tryOften(call, request), hostIn(request.url), scrub)
  } catch (error) {
    if (error instanceof SecretFault) return { ok: false, reason: error.reason, message: error.message }
    throw error
  }
}

function textsOf({ headers, body }: HttpCall): string[] {
  return [...headers.map(({ value }) => value), ...bodyTexts(body)]
}

function bodyTexts(body: HttpCall['body']): string[] {
  if (body.kind === 'none') return []
  return body.kind === 'form' ? body.parts.map(({ value }) => value) : [body.text]
}

function requestOf({ method, url, headers, body }: HttpCall, secrets: Secrets): Request {
  const given = headers
    .filter(({ name }) => name.trim() !== '')
    .map(({ name, value }): [string, string] => [name.trim(), fillIn(value, secrets).trim()])
  const defaults: Array<[string, string]> = [['accept', ACCEPT]]
  if (body.kind !== 'none') defaults.push(['content-type', CONTENT_TYPES[body.kind]])
  const missing = defaults.filter(([name]) => !given.some(([other]) => other.toLowerCase() === name))
  return {
    method,
    url: fillIn(url.trim(), secrets, encodeURIComponent),
    headers: [...given, ...missing],
    secretHeaders: headers.filter(({ value }) => hasMark(value)).map(({ name }) => name.trim()),
    isBodySecret: bodyTexts(body).some(hasMark),
    ...(body.kind !== 'none' && { body: writeBody(body, secrets) }),
  }
}

const CONTENT_TYPES = {
  json: 'application/json',
  text: 'text/plain; charset=utf-8',
  form: 'application/x-www-form-urlencoded',
}

function writeBody(body: Exclude<HttpCall['body'], { kind: 'none' }>, secrets: Secrets): string {
  if (body.kind === 'json') return fillIn(body.text, secrets, (value) => JSON.stringify(value).slice(1, -1))
  if (body.kind === 'text') return fillIn(body.text, secrets)
  return new URLSearchParams(body.parts.map(({ name, value }) => [name, fillIn(value, secrets)])).toString()
}

async function tryOften({ method, retries, timeoutSeconds }: HttpCall, request: Request): Promise<OutsideAnswer> {
  const end = performance.now() + timeoutSeconds * 1000
  for (let tries = 0; ; tries++) {
    const answer = await outside({ ...request, timeoutMs: Math.max(1, Math.ceil(end - performance.now())) })
    const pause = pauseAfter(answer, tries)
    if (tries >= retries || !isWorthAnother(answer, method) || performance.now() + pause >= end) return answer
    await new Promise((resume) => setTimeout(resume, pause))
  }
}

/** What may have been done already is not asked for twice, unless twice is the same as once. */
function isWorthAnother(answer: OutsideAnswer, method: HttpCall['method']): boolean {
  const isSameTwice = method === 'GET' || method === 'PUT' || method === 'DELETE'
  if (answer.ok) return isSameTwice && [429, 502, 503, 504].includes(answer.status)
  return answer.reason === 'failed' && (isSameTwice || !answer.wasSent)
}

/** Milliseconds: three times longer each time, or what the server asks for. */
function pauseAfter(answer: OutsideAnswer, tries: number): number {
  const asked = answer.ok ? Number(answer.headers['retry-after']) * 1000 : 0
  return Math.max(FIRST_PAUSE_MS * 3 ** tries, Number.isFinite(asked) ? asked : 0)
}

function outcomeOf(answer: OutsideAnswer, host: string, scrub: Scrubber): CallOutcome {
  if (!answer.ok) return { ok: false, reason: answer.reason, message: scrub.text(`${host}: ${answer.message}`) }
  const { status } = answer
  const whole = tame(readData(answer), Number.POSITIVE_INFINITY)
  const { value: data, isCut } = tame(scrub.value(whole.value))
  if (status >= 200 && status < 300) {
    const isLess = isCut || whole.isCut
    return { ok: true, status, headers: readHeaders(answer.headers, scrub), data, ...(isLess && { isCut: true }) }
  }
  return { ok: false, reason: 'refused', message: scrub.text(`${host} answered ${status}.`), status, data }
}

type Answered = Extract<OutsideAnswer, { ok: true }>

/** JSON is read also where the server does not call it so; pictures, sounds and the like give null. */
function readData({ headers, body, text }: Answered): unknown {
  const kind = headers['content-type'] ?? ''
  if (body.length === 0 || /^(image|audio|video|font)\/|octet-stream|\/(pdf|zip)\b/i.test(kind)) return null
  const said = text()
  if (!/json/i.test(kind) && !/^\s*[[{]/.test(said)) return said
  try {
    return JSON.parse(said)
  } catch {
    return said
  }
}

function readHeaders(headers: Record<string, string>, scrub: Scrubber): Record<string, string> {
  const kept = Object.entries(headers).slice(0, HEADERS)
  return Object.fromEntries(
    kept.map(([name, value]) => [scrub.text(name.toLowerCase()), scrub.text(value).slice(0, HEADER_CHARACTERS)]),
  )
}

function hostIn(url: string): string {
  return (URL.parse(url)?.host ?? 'The request').slice(0, 200)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
