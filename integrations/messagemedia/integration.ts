/** Speaks to the API of MessageMedia (Sinch Engage). */
import { z } from 'zod'
import type { Answered, Asked } from '../../shared/account.ts'
import { type AccountOf, type Checked, type Done, type Integration, refused } from '../integration.ts'
import { messagemediaDefinition } from './definition.ts'

type MessageMedia = AccountOf<typeof messagemediaDefinition>

export const messagemedia: Integration<typeof messagemediaDefinition> = {
  definition: messagemediaDefinition,
  check,
  actions: {
    'send-sms': {
      async run({ to, text, from }, account) {
        const message = { content: text, destination_number: to, format: 'SMS', ...(from && { source_number: from }) }
        const answer = await ask(account, { method: 'POST', path: '/messages', json: { messages: [message] } })
        const sent = answer.ok && answer.status < 300 ? Sent.safeParse(answer.json).data?.messages[0] : undefined
        return sent ? { ok: true, data: { messageId: sent.message_id } } : refused(answer)
      },
    },
  },
}

const REGIONS = { eu: 'sinch-eu', au: 'sinch-au', classic: 'messagemedia' } as const
const Sent = z.object({ messages: z.array(z.object({ message_id: z.string() })) })
const Numbers = z.object({ data: z.array(z.object({ phone_number: z.string() })) })

async function check(account: MessageMedia): Promise<Checked> {
  const answer = await ask(account, { method: 'GET', path: '/messaging/numbers/dedicated?page_size=1' })
  const read = answer.ok && answer.status === 200 ? Numbers.safeParse(answer.json).data : undefined
  if (!read) return { ok: false, message: messageOf(refused(answer)) }
  return { ok: true, label: read.data[0]?.phone_number ?? account.secrets.apiKey }
}

function messageOf(done: Done<unknown>): string {
  return done.ok ? '' : done.message
}

function ask(
  { secrets, urls, ask: send }: MessageMedia,
  { path, ...request }: { path: string } & Pick<Asked, 'method' | 'json'>,
): Promise<Answered> {
  const { region, apiKey, apiSecret } = secrets
  const base = urls[REGIONS[region]]
  const Authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`
  return send({ ...request, url: `${base}/v1${path}`, headers: { Authorization } })
}
