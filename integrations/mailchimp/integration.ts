/** Speaks to Mailchimp's Marketing API 3.0. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Answered, Asked } from '../../shared/account.ts'
import { type AccountOf, type Checked, type Integration, refused } from '../integration.ts'
import { mailchimpDefinition } from './definition.ts'

type Mailchimp = AccountOf<typeof mailchimpDefinition>

export const mailchimp: Integration<typeof mailchimpDefinition> = {
  definition: mailchimpDefinition,
  check,
  actions: {
    'add-member': {
      async run({ audience, email, status, firstName, lastName }, account) {
        const names = { ...(firstName && { FNAME: firstName }), ...(lastName && { LNAME: lastName }) }
        const answer = await ask(account, 'PUT', memberPath(audience, email), {
          email_address: email,
          status_if_new: status,
          ...(Object.keys(names).length > 0 && { merge_fields: names }),
        })
        const read = answer.ok && answer.status === 200 ? Member.safeParse(answer.json) : undefined
        return read?.success ? { ok: true, data: read.data } : refused(answer)
      },
    },
    'add-tag': {
      async run({ audience, email, tag }, account) {
        const tags = [{ name: tag, status: 'active' }]
        const answer = await ask(account, 'POST', `${memberPath(audience, email)}/tags`, { tags })
        return answer.ok && answer.status === 204 ? { ok: true, data: {} } : refused(answer)
      },
    },
  },
}

const Member = z.object({ id: z.string(), status: z.string() })
const Root = z.object({ account_name: z.string() })

async function check(account: Mailchimp): Promise<Checked> {
  const answer = await ask(account, 'GET', '/')
  const read = answer.ok && answer.status === 200 ? Root.safeParse(answer.json) : undefined
  if (read?.success) return { ok: true, label: read.data.account_name }
  const why = refused(answer)
  return { ok: false, message: why.ok ? '' : why.message }
}

/** A member is named by the MD5 of the address in small letters. */
function memberPath(audience: string, email: string): string {
  const hash = createHash('md5').update(email.toLowerCase()).digest('hex')
  return `/lists/${encodeURIComponent(audience)}/members/${hash}`
}

function ask(
  { secrets, ask: send }: Mailchimp,
  method: Asked['method'],
  path: string,
  json?: unknown,
): Promise<Answered> {
  const base = secrets.baseUrl ?? `https://${secrets.apiKey.split('-').at(-1)}.api.mailchimp.com/3.0`
  const authorization = `Basic ${Buffer.from(`any:${secrets.apiKey}`).toString('base64')}`
  const url = `${base.replace(/\/+$/, '')}${path}`
  return send({ method, url, headers: { Authorization: authorization }, ...(json !== undefined && { json }) })
}
