/** Speaks to SendGrid's v3 API. */
import { z } from 'zod'
import type { Answered, Asked } from '../../shared/account.ts'
import { type AccountOf, type Checked, type Done, type Integration, refused } from '../integration.ts'
import { sendgridDefinition } from './definition.ts'

type SendGrid = AccountOf<typeof sendgridDefinition>

export const sendgrid: Integration<typeof sendgridDefinition> = {
  definition: sendgridDefinition,
  check,
  actions: {
    'send-mail': {
      async run({ to, subject, text }, account) {
        const answer = await ask(account, 'POST', '/v3/mail/send', {
          personalizations: [{ to: [{ email: to }] }],
          from: { email: account.secrets.from },
          subject,
          content: [{ type: 'text/plain', value: text }],
        })
        if (!answer.ok || answer.status !== 202) return refused(answer)
        return { ok: true, data: { messageId: answer.headers['x-message-id'] ?? '' } }
      },
    },
    'add-contact': {
      async run({ email, firstName, lastName, list }, account) {
        const answer = await ask(account, 'PUT', '/v3/marketing/contacts', {
          ...(list && { list_ids: [list] }),
          contacts: [{ email, ...(firstName && { first_name: firstName }), ...(lastName && { last_name: lastName }) }],
        })
        const read = answer.ok && answer.status === 202 ? Job.safeParse(answer.json) : undefined
        return read?.success ? { ok: true, data: { jobId: read.data.job_id } } : refused<{ jobId: string }>(answer)
      },
    },
  },
}

const Job = z.object({ job_id: z.string() })
const Scopes = z.object({ scopes: z.array(z.string()) })

async function check(account: SendGrid): Promise<Checked> {
  const answer = await ask(account, 'GET', '/v3/scopes')
  const read = answer.ok && answer.status === 200 ? Scopes.safeParse(answer.json) : undefined
  if (!read?.success) return { ok: false, message: messageOf(refused(answer)) }
  if (!read.data.scopes.includes('mail.send'))
    return { ok: false, message: 'This key may not send mail (scope mail.send).' }
  return { ok: true, label: account.secrets.from }
}

function messageOf(done: Done<unknown>): string {
  return done.ok ? '' : done.message
}

function ask(
  { secrets, ask: send }: SendGrid,
  method: Asked['method'],
  path: string,
  json?: unknown,
): Promise<Answered> {
  const url = `${secrets.baseUrl.replace(/\/+$/, '')}${path}`
  return send({
    method,
    url,
    headers: { Authorization: `Bearer ${secrets.apiKey}` },
    ...(json !== undefined && { json }),
  })
}
