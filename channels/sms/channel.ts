/** Speaks by text message; each provider has a file of its own. */
import type { Account, Channel } from '../channel.ts'
import { smsDefinition } from './definition.ts'
import { messageMedia } from './messagemedia.ts'
import type { Sender, Sms, SmsLine, SmsProvider } from './provider.ts'
import { twilio } from './twilio.ts'
import { twilioApi } from './twilio-api.ts'

export const sms: Channel<Sms> = {
  definition: smsDefinition,
  async places(account) {
    const senders = await providerOf(account).senders(account.ask)
    if (!senders.ok) return senders
    return { ok: true, data: senders.data.map(({ id, label, detail }) => ({ id, label, ...(detail && { detail }) })) }
  },
  async connect({ place, hook }, account) {
    const provider = providerOf(account)
    const sender = await senderAt(place, account)
    if (!sender.ok) return sender
    const set = await provider.setUp(sender.data, hook, account.ask)
    if (!set.ok) return set
    const { id, from, label, canSendMedia } = sender.data
    return {
      ok: true,
      data: {
        place: id,
        label,
        secrets: { from, canSendMedia, ...set.data },
        registered: [{ label: `Address for messages, set at ${provider.label}`, value: hook.url }],
      },
    }
  },
  disconnect: (line) => providerOf(line).takeAway(line),
  check: (line) => providerOf(line).check(line),
  verify: (request, line) => providerOf(line).verify(request, line.hook),
  read: (request, line) => (line.secrets ? providerOf(line).read(request, line.secrets) : []),
  // Twilio and SignalWire would send what else stood here as an answer.
  thanks: { status: 200, type: 'text/xml', body: '<Response/>' },
  send: (message, to, line) => providerOf(line).send(message, to, line),
  find: async (message, to, line) => (await providerOf(line).find?.(message, to, line)) ?? 'unknown',
  fetch: async (reference, line) =>
    (await providerOf(line).fetch?.(reference, line.ask)) ?? { ok: false, message: 'This provider sends no files.' },
}

async function senderAt(place: string | null, account: Account<Sms>) {
  const senders = await providerOf(account).senders(account.ask)
  if (!senders.ok) return senders
  const found: Sender | undefined = senders.data.find(({ id }) => id === place)
  if (found) return { ok: true, data: found } as const
  return { ok: false, message: 'Pick a number or sender of the account.' } as const
}

function providerOf({ through, urls }: Pick<SmsLine, 'through' | 'urls'>): SmsProvider {
  return through.integration === 'messagemedia' ? messageMedia(through.secrets, urls) : twilio(twilioApi(through, urls))
}
