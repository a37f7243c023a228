/** What the RCS platform tells: what people say and tap, what became of our messages, and whether they want more. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { MEDIA } from '../../shared/messages.ts'
import type { HookAnswer, HookRequest, Inbound, Said } from '../inbound.ts'

/** Google asks once whether the address is ours: who knows the client token repeats the secret. */
export function answerSetup(request: HookRequest, clientToken: string): HookAnswer | null {
  const asked = request.method === 'POST' ? Setup.safeParse(readJson(textOf(request.body))).data : undefined
  if (!asked || !isEqual(asked.clientToken, clientToken)) return null
  return { status: 200, type: 'text/plain', body: asked.secret }
}

/** Whether Google signed it: HMAC-SHA512 of the data, with the client token. */
export function isSigned({ method, headers, body }: HookRequest, clientToken: string): boolean {
  const data = dataOf(body)
  if (method !== 'POST' || clientToken === '' || !data) return false
  const signature = createHmac('sha512', clientToken).update(data).digest('base64')
  return isEqual(headers['x-goog-signature'] ?? '', signature)
}

/** Their words into ours; what is for another agent is left out. */
export function readEvent({ body }: HookRequest, agentId: string): Inbound[] {
  const event = Event.safeParse(readJson(dataOf(body)?.toString() ?? '')).data
  if (!event || (event.agentId !== undefined && bare(event.agentId) !== bare(agentId))) return []
  return event.eventType === undefined ? saidIn(event) : toldIn({ ...event, eventType: event.eventType })
}

/** Google writes it with and without the end. */
function bare(agentId: string): string {
  return agentId.replace(/@rbm\.goog$/, '')
}

const Setup = z.object({ clientToken: z.string().min(1), secret: z.string().min(1).max(1000) })
const Push = z.object({ message: z.object({ data: z.string().min(1) }) })
const Event = z.object({
  senderPhoneNumber: z.string().regex(/^\+\d{5,15}$/),
  agentId: z.string().optional(),
  messageId: z.string().min(1).max(300).optional(),
  eventType: z.string().optional(),
  sendTime: z
    .string()
    .refine((text) => !Number.isNaN(Date.parse(text)))
    .optional(),
  text: z.string().optional(),
  suggestionResponse: z.object({ postbackData: z.string(), text: z.string().optional() }).optional(),
  location: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).optional(),
  userFile: z
    .object({
      payload: z.object({
        mimeType: z.string().default(''),
        fileName: z.string().optional(),
        fileUri: z.string().min(1).max(2000),
      }),
    })
    .optional(),
})
type Event = z.output<typeof Event>

/** Google says the word of the person's country when they tap «Unsubscribe» or «Subscribe». */
const LEAVING = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'BAJA', 'PARAR'])
const COMING_BACK = new Set(['START', 'UNSTOP', 'SUBSCRIBE', 'ALTA', 'DÉMARRER', 'COMEÇAR'])

function saidIn(event: Event): Inbound[] {
  const said = whatIn(event)
  if (!event.messageId || !said) return []
  const { senderPhoneNumber: address } = event
  const at = momentOf(event)
  const word = (event.text ?? '').trim().toUpperCase()
  const message = { kind: 'message', address, externalId: event.messageId, ...at, profile: { phone: address } } as const
  // Who leaves is not answered.
  if (LEAVING.has(word))
    return [
      { ...message, said: { kind: 'unsupported', what: word } },
      { kind: 'reach', address, reach: 'opted-out', ...at },
    ]
  if (COMING_BACK.has(word))
    return [
      { kind: 'reach', address, reach: 'ok', ...at },
      { ...message, said },
    ]
  return [{ ...message, said }]
}

function whatIn({ text, suggestionResponse, location, userFile }: Event): Said | undefined {
  if (suggestionResponse) return tappedIn(suggestionResponse)
  if (location) return { kind: 'location', latitude: location.latitude, longitude: location.longitude }
  if (userFile) {
    const { mimeType, fileName, fileUri } = userFile.payload
    return { kind: 'sent-file', media: mediaOf(mimeType), reference: fileUri, ...(fileName && { name: fileName }) }
  }
  return text ? { kind: 'text', text } : undefined
}

/** A tap on a link or a number says nothing to the bot. */
function tappedIn({ postbackData, text }: NonNullable<Event['suggestionResponse']>): Said | undefined {
  if (postbackData === '') return text ? { kind: 'text', text } : undefined
  return { kind: 'choice', id: postbackData, ...(text && { label: text }) }
}

function mediaOf(mime: string): (typeof MEDIA)[number] {
  const [kind] = mime.split('/')
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'file'
}

function toldIn(event: Event & { eventType: string }): Inbound[] {
  const { senderPhoneNumber: address, messageId, eventType } = event
  const at = momentOf(event)
  if (eventType === 'UNSUBSCRIBE') return [{ kind: 'reach', address, reach: 'opted-out', ...at }]
  if (eventType === 'SUBSCRIBE') return [{ kind: 'reach', address, reach: 'ok', ...at }]
  const status = eventType === 'DELIVERED' ? 'delivered' : eventType === 'READ' ? 'read' : undefined
  if (!status || !messageId) return []
  return [{ kind: 'receipt', status, externalId: messageId, ours: messageId, ...at }]
}

function momentOf({ sendTime }: Event): { at?: string } {
  return sendTime === undefined ? {} : { at: new Date(sendTime).toISOString() }
}

function dataOf(body: Uint8Array): Buffer | undefined {
  const data = Push.safeParse(readJson(textOf(body))).data?.message.data
  return data === undefined ? undefined : Buffer.from(data, 'base64')
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && a.length > 0 && timingSafeEqual(a, b)
}

function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
