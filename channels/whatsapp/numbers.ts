/** The numbers of the WhatsApp Business accounts that a Facebook account reaches. */
import { z } from 'zod'
import type { Done } from '../channel.ts'
import { appToken, granted, graph, refusal, type ThroughFacebook } from '../meta/graph.ts'

export interface BusinessNumber {
  id: string
  accountId: string
  shown: string
  name: string
  /** as the Cloud API knows it; a number that is not registered with it cannot send */
  isRegistered: boolean
}

const ACCOUNTS_LIMIT = 50

/** The numbers of this WhatsApp Business account, or of all that the token reaches. */
export async function numbersOf(account: ThroughFacebook, accountId?: string): Promise<Done<BusinessNumber[]>> {
  const accounts: Done<string[]> = accountId ? { ok: true, data: [accountId] } : await accountsOf(account)
  if (!accounts.ok) return accounts
  const numbers: BusinessNumber[] = []
  for (const id of accounts.data.slice(0, ACCOUNTS_LIMIT)) {
    const found = await numbersOfOne(account, id)
    if (!found.ok) return found
    numbers.push(...found.data)
  }
  return { ok: true, data: numbers }
}

const Listed = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      display_phone_number: z.string().default(''),
      verified_name: z.string().default(''),
      platform_type: z.string().optional(),
    }),
  ),
})

async function numbersOfOne(account: ThroughFacebook, accountId: string): Promise<Done<BusinessNumber[]>> {
  const answer = await graph(account, {
    path: `/${accountId}/phone_numbers`,
    token: account.through.secrets.userToken,
    query: { fields: 'id,display_phone_number,verified_name,platform_type', limit: '100' },
  })
  const listed = granted(answer, Listed)
  if (!listed) return { ok: false, message: refusal(answer) }
  const data = listed.data.map(({ id, display_phone_number: shown, verified_name: name, platform_type: platform }) => ({
    ...{ id, accountId, shown, name },
    isRegistered: platform !== 'NOT_APPLICABLE' && platform !== 'ON_PREMISE',
  }))
  return { ok: true, data }
}

const Debugged = z.object({
  data: z.object({
    granular_scopes: z.array(z.object({ scope: z.string(), target_ids: z.array(z.string()).optional() })).default([]),
  }),
})
const Ids = z.object({ data: z.array(z.object({ id: z.string() })) })

/** What the token was given by name; where it was given everything, what its businesses own and share. */
async function accountsOf(account: ThroughFacebook): Promise<Done<string[]>> {
  const { secrets } = account.through
  const token = secrets.userToken
  const answer = await graph(account, {
    path: '/debug_token',
    token: appToken(secrets),
    query: { input_token: token },
  })
  const debugged = granted(answer, Debugged)
  if (!debugged) return { ok: false, message: refusal(answer) }
  const named = debugged.data.granular_scopes
    .filter(({ scope }) => scope.startsWith('whatsapp_business_'))
    .flatMap(({ target_ids: ids = [] }) => ids)
  if (named.length > 0) return { ok: true, data: [...new Set(named)] }
  const businesses = granted(await graph(account, { path: '/me/businesses', token, query: { limit: '100' } }), Ids)
  const found: string[] = []
  for (const { id } of (businesses?.data ?? []).slice(0, ACCOUNTS_LIMIT))
    for (const edge of ['owned_whatsapp_business_accounts', 'client_whatsapp_business_accounts']) {
      const listed = granted(await graph(account, { path: `/${id}/${edge}`, token, query: { limit: '100' } }), Ids)
      found.push(...(listed?.data ?? []).map((each) => each.id))
    }
  return { ok: true, data: [...new Set(found)] }
}
