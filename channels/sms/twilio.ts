/** Twilio's API, and SignalWire's, which is the same at another address and signs with another key. */
import { z } from 'zod'
import type { Answered, Ask } from '../../shared/account.ts'
import type { Done, Hook } from '../channel.ts'
import type { Sender, SetUp, SmsLine, SmsProvider } from './provider.ts'
import { askTwilio, isService, type TwilioApi } from './twilio-api.ts'
import { fetchMedia, readTwilio } from './twilio-read.ts'
import { findTwilio, sendTwilio } from './twilio-send.ts'
import { isSigned } from './twilio-signature.ts'

export function twilio(api: TwilioApi): SmsProvider {
  return {
    label: api.label,
    senders: (ask) => senders(api, ask),
    setUp: (sender, hook, ask) => setUp(api, sender, { hook, ask }),
    takeAway: (line) => takeAway(api, line),
    check: (line) => check(api, line),
    verify: (request) => isSigned(request, api.signature),
    read: (request) => readTwilio(request),
    send: (message, to, line) => sendTwilio(api, message, { to, line }),
    find: (message, to, line) => findTwilio(api, message, { to, line }),
    fetch: (reference, ask) => fetchMedia(api, reference, ask),
  }
}

const Text = z
  .string()
  .nullish()
  .transform((text) => text ?? '')
const Numbers = z.object({
  incoming_phone_numbers: z.array(
    z.object({
      sid: z.string(),
      phone_number: z.string(),
      friendly_name: Text,
      capabilities: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
})
const Services = z.object({ services: z.array(z.object({ sid: z.string(), friendly_name: Text })) })
/** What is changed by connecting, with the names under which it is set. */
const AtNumber = z.object({ sms_url: Text, sms_method: Text, sms_application_sid: Text })
const AtService = z.object({
  inbound_request_url: Text,
  inbound_method: Text,
  use_inbound_webhook_on_number: z.boolean().nullish(),
})

async function senders(api: TwilioApi, ask: Ask): Promise<Done<Sender[]>> {
  const numbers = await askTwilio(api, ask, {
    method: 'GET',
    url: `${api.account}/IncomingPhoneNumbers.json?PageSize=1000`,
  })
  const read = numbers.ok && numbers.status === 200 ? Numbers.safeParse(numbers.json) : undefined
  if (!read?.success) return { ok: false, message: refusal(api, numbers) }
  const own = read.data.incoming_phone_numbers.flatMap(
    ({ sid, phone_number, friendly_name, capabilities }): Sender[] =>
      can(capabilities, 'sms')
        ? [
            {
              id: sid,
              from: phone_number,
              label: phone_number,
              detail: friendly_name,
              canSendMedia: can(capabilities, 'mms'),
            },
          ]
        : [],
  )
  const shared = api.services ? await services(api.services, api, ask) : { ok: true as const, data: [] }
  return shared.ok ? { ok: true, data: [...own, ...shared.data] } : shared
}

async function services(url: string, api: TwilioApi, ask: Ask): Promise<Done<Sender[]>> {
  const answer = await askTwilio(api, ask, { method: 'GET', url: `${url}?PageSize=100` })
  const read = answer.ok && answer.status === 200 ? Services.safeParse(answer.json) : undefined
  if (!read?.success) return { ok: false, message: refusal(api, answer) }
  return {
    ok: true,
    data: read.data.services.map(({ sid, friendly_name }) => ({
      ...{ id: sid, from: sid, label: friendly_name || sid, detail: 'Messaging service', canSendMedia: true },
    })),
  }
}

/** Providers write the names of what a number can do in capitals or small. */
function can(capabilities: Record<string, unknown>, what: 'sms' | 'mms'): boolean {
  return capabilities[what] === true || capabilities[what.toUpperCase()] === true
}

async function setUp(api: TwilioApi, sender: Sender, { hook, ask }: { hook: Hook; ask: Ask }): Promise<Done<SetUp>> {
  const url = placeUrl(api, sender.id)
  const answer = await askTwilio(api, ask, { method: 'GET', url })
  const before = answer.ok && answer.status === 200 ? beforeOf(sender.id, answer.json, hook) : undefined
  if (!before) return { ok: false, message: refusal(api, answer) }
  const set = await askTwilio(api, ask, { method: 'POST', url, form: leadingTo(sender.id, hook.url, before) })
  if (!set.ok || set.status !== 200) return { ok: false, message: refusal(api, set) }
  return { ok: true, data: { id: sender.id, before } }
}

/** An application that stands at a number would be asked before the address is. */
function leadingTo(id: string, url: string, before: SetUp['before']): Array<[string, string]> {
  if (isService(id)) {
    return [
      ['InboundRequestUrl', url],
      ['InboundMethod', 'POST'],
      ['UseInboundWebhookOnNumber', 'false'],
    ]
  }
  const application: Array<[string, string]> = before.SmsApplicationSid ? [['SmsApplicationSid', '']] : []
  return [['SmsUrl', url], ['SmsMethod', 'POST'], ...application]
}

/** An address of ours that was left behind is not worth putting back. */
function beforeOf(id: string, json: unknown, hook: Hook): SetUp['before'] | undefined {
  const ours = hook.url.slice(0, hook.url.lastIndexOf('/') + 1)
  const kept = (url: string) => (url.startsWith(ours) ? '' : url)
  if (isService(id)) {
    const at = AtService.safeParse(json)
    if (!at.success) return undefined
    const { inbound_request_url, inbound_method, use_inbound_webhook_on_number } = at.data
    return {
      InboundRequestUrl: kept(inbound_request_url),
      InboundMethod: inbound_method || 'POST',
      UseInboundWebhookOnNumber: String(use_inbound_webhook_on_number ?? false),
    }
  }
  const at = AtNumber.safeParse(json)
  if (!at.success) return undefined
  const { sms_url, sms_method, sms_application_sid } = at.data
  return {
    SmsUrl: kept(sms_url),
    SmsMethod: sms_method || 'POST',
    ...(sms_application_sid && { SmsApplicationSid: sms_application_sid }),
  }
}

/** What somebody set there since then stays. */
async function takeAway(api: TwilioApi, line: SmsLine): Promise<void> {
  if ((await leadsTo(api, line)) !== line.hook.url) return
  const form = Object.entries(line.secrets.before)
  await askTwilio(api, line.ask, { method: 'POST', url: placeUrl(api, line.secrets.id), form })
}

async function check(api: TwilioApi, line: SmsLine): Promise<Done<{ label: string }>> {
  const { id, from } = line.secrets
  const answer = await askTwilio(api, line.ask, { method: 'GET', url: placeUrl(api, id) })
  if (!answer.ok || answer.status !== 200) return { ok: false, message: refusal(api, answer) }
  if (addressIn(id, answer.json) === line.hook.url) return { ok: true, data: { label: from } }
  return { ok: false, message: `Messages to ${from} no longer lead here: connect it again.` }
}

async function leadsTo(api: TwilioApi, { secrets, ask }: SmsLine): Promise<string | undefined> {
  const answer = await askTwilio(api, ask, { method: 'GET', url: placeUrl(api, secrets.id) })
  return answer.ok && answer.status === 200 ? addressIn(secrets.id, answer.json) : undefined
}

function addressIn(id: string, json: unknown): string | undefined {
  if (isService(id)) return AtService.safeParse(json).data?.inbound_request_url
  const { sms_url, sms_application_sid } = AtNumber.safeParse(json).data ?? {}
  return sms_application_sid ? undefined : sms_url
}

function placeUrl(api: TwilioApi, id: string): string {
  const name = encodeURIComponent(id)
  return isService(id) && api.services ? `${api.services}/${name}` : `${api.account}/IncomingPhoneNumbers/${name}.json`
}

function refusal({ label }: TwilioApi, answer: Answered): string {
  if (!answer.ok) return answer.message
  if (answer.status === 401 || answer.status === 403) return `${label} refuses this account.`
  if (answer.status === 404) return `${label} no longer has this number or service.`
  return `${label} refused the request (${answer.status}).`
}
