/** What Twilio (or SignalWire) tells: messages, files of MMS, who left, and what became of ours. */
import type { Ask } from '../../shared/account.ts'
import { cutText } from '../../shared/messages.ts'
import type { Done, FetchedFile } from '../channel.ts'
import { Caption, SaidText } from '../from-providers/readings.ts'
import type { HookRequest, Inbound, Said, SentFile } from '../inbound.ts'
import { askTwilio, type TwilioApi } from './twilio-api.ts'
import { fieldsOf } from './twilio-signature.ts'
import { reachIn } from './words.ts'

/** Most files that one MMS holds. */
const MEDIA_LIMIT = 10
const FILE_BYTES = 20_000_000
const STATUSES: Readonly<Record<string, 'sent' | 'delivered' | 'read' | 'failed'>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
}
const CAME_IN = new Set([undefined, 'received', 'receiving'])
/** They speak of these codes as of what people did, not as of a fault. */
const UNREACHABLE: Readonly<Record<string, 'opted-out' | 'blocked'>> = { 21610: 'opted-out', 30004: 'blocked' }

export function readTwilio(request: HookRequest): Inbound[] {
  const fields = fieldsOf(request)
  const one = (name: string) => fields.get(name)?.[0]
  return CAME_IN.has(one('MessageStatus')) ? readMessage(one) : readStatus(one, request.query.part)
}

type Fields = (name: string) => string | undefined

function readMessage(one: Fields): Inbound[] {
  const externalId = one('MessageSid') ?? one('SmsSid')
  const address = one('From')
  if (!externalId || !address || address.length > 200) return []
  const text = one('Body') ?? ''
  const reach = reachOf(one('OptOutType'), text)
  const told: Inbound[] = reach ? [{ kind: 'reach', address, reach }] : []
  // Who left is not answered, and the provider says good-bye.
  if (reach === 'opted-out') return told
  const said = saidOf(one, text)
  return [
    ...told,
    ...said.map((each, at): Inbound => {
      return { kind: 'message', externalId: at === 0 ? externalId : `${externalId}/${at}`, address, said: each }
    }),
  ]
}

function reachOf(told: string | undefined, text: string): 'ok' | 'opted-out' | null {
  if (told === 'STOP') return 'opted-out'
  if (told === 'START') return 'ok'
  return told ? null : reachIn(text)
}

function saidOf(one: Fields, text: string): Said[] {
  const count = Math.min(Number(one('NumMedia') ?? 0) || 0, MEDIA_LIMIT)
  const files = Array.from({ length: count }, (_, at) => fileAt(one, at)).filter((file) => file !== undefined)
  const [first, ...others] = files
  if (first) return [text ? { ...first, text: Caption.parse(text) } : first, ...others]
  return text.trim() ? [{ kind: 'text', text: SaidText.parse(text) }] : []
}

function fileAt(one: Fields, at: number): SentFile | undefined {
  const reference = one(`MediaUrl${at}`)
  if (!reference || reference.length > 2000) return undefined
  const [kind = ''] = (one(`MediaContentType${at}`) ?? '').split('/')
  const media = kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'file'
  return { kind: 'sent-file', media, reference }
}

function readStatus(one: Fields, ours: string | undefined): Inbound[] {
  const status = STATUSES[one('MessageStatus') ?? '']
  const externalId = one('MessageSid')
  if (!status || !externalId) return []
  const code = one('ErrorCode')
  const reason = status === 'failed' && code ? { reason: `The message did not arrive (${cutText(code, 20)}).` } : {}
  const reach = UNREACHABLE[code ?? '']
  const address = one('To')
  return [
    { kind: 'receipt', status, externalId, ...(ours && { ours }), ...reason },
    ...(reach && address ? [{ kind: 'reach' as const, address, reach }] : []),
  ]
}

/** A file of theirs is behind the account's keys; one at another address is not shown them. */
export async function fetchMedia(api: TwilioApi, reference: string, ask: Ask): Promise<Done<FetchedFile>> {
  const isTheirs = URL.parse(reference)?.origin === URL.parse(api.account)?.origin
  const request = { method: 'GET', url: reference, maxBytes: FILE_BYTES } as const
  const answer = await (isTheirs ? askTwilio(api, ask, request) : ask(request))
  if (!answer.ok) return { ok: false, message: answer.message }
  if (answer.status !== 200) return { ok: false, message: `${api.label} did not give the file (${answer.status}).` }
  const [, ending = 'bin'] = /^\w+\/([a-z0-9]+)/i.exec(answer.headers['content-type'] ?? '') ?? []
  return { ok: true, data: { bytes: answer.bytes, name: `file.${ending}` } }
}
