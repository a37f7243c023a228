/** The Pages of a Facebook account, and where an app's webhooks lead; for Messenger and Instagram. */
import { z } from 'zod'
import type { Done } from '../channel.ts'
import { appToken, granted, graph, refusal, type ThroughFacebook } from './graph.ts'

interface Page {
  id: string
  name: string
  instagram?: { id: string; username: string }
}

const PAGES_LIMIT = 2000

const Listed = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      name: z.string().default(''),
      tasks: z.array(z.string()).optional(),
      instagram_business_account: z.object({ id: z.string(), username: z.string().default('') }).optional(),
    }),
  ),
  paging: z.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() }).optional(),
})

/** All Pages on which the account may answer people. */
export async function pagesOf(account: ThroughFacebook): Promise<Done<Page[]>> {
  const pages: Page[] = []
  let after: string | undefined
  do {
    const answer = await graph(account, {
      path: '/me/accounts',
      token: account.through.secrets.userToken,
      query: { fields: 'id,name,tasks,instagram_business_account{id,username}', limit: '100', ...(after && { after }) },
    })
    const listed = granted(answer, Listed)
    if (!listed) return { ok: false, message: refusal(answer) }
    for (const { id, name, tasks, instagram_business_account: instagram } of listed.data)
      if (!tasks || tasks.includes('MESSAGING') || tasks.includes('MODERATE'))
        pages.push({ id, name, ...(instagram && { instagram }) })
    after = listed.paging?.next === undefined ? undefined : listed.paging.cursors?.after
  } while (after && pages.length < PAGES_LIMIT)
  return { ok: true, data: pages }
}

const WithToken = z.object({ id: z.string(), name: z.string().default(''), access_token: z.string().min(1) })

/** The Page with the token it is spoken with. */
export async function openPage(
  account: ThroughFacebook,
  id: string,
): Promise<Done<{ id: string; name: string; token: string }>> {
  const answer = await graph(account, {
    path: `/${encodeURIComponent(id)}`,
    token: account.through.secrets.userToken,
    query: { fields: 'id,name,access_token' },
  })
  const page = granted(answer, WithToken)
  if (!page) return { ok: false, message: refusal(answer) }
  return { ok: true, data: { id: page.id, name: page.name, token: page.access_token } }
}

const Subscribed = z.object({
  data: z.array(z.object({ id: z.string(), subscribed_fields: z.array(z.string()).default([]) })),
})

/** What the app hears of the Page; null where it hears nothing. */
export async function fieldsOf(
  line: ThroughFacebook,
  page: { id: string; token: string },
): Promise<Done<string[] | null>> {
  const answer = await graph(line, { path: `/${page.id}/subscribed_apps`, token: page.token })
  const subscribed = granted(answer, Subscribed)
  if (!subscribed) return { ok: false, message: refusal(answer) }
  const ours = subscribed.data.find(({ id }) => id === line.through.secrets.appId)
  return { ok: true, data: ours?.subscribed_fields ?? null }
}

/** Lets the app hear these of the Page too. Messenger and Instagram share what is subscribed, so each leaves the other's. */
export async function follow(
  line: ThroughFacebook,
  page: { id: string; token: string },
  fields: readonly string[],
): Promise<Done<null>> {
  const now = await fieldsOf(line, page)
  if (!now.ok) return now
  return subscribe(line, page, [...new Set([...(now.data ?? []), ...fields])])
}

/** Takes them away again, and the app where nothing is left to hear. */
export async function unfollow(
  line: ThroughFacebook,
  page: { id: string; token: string },
  fields: readonly string[],
): Promise<void> {
  const now = await fieldsOf(line, page)
  if (!now.ok || !now.data) return
  const left = now.data.filter((field) => !fields.includes(field))
  if (left.length > 0) await subscribe(line, page, left)
  else await graph(line, { method: 'DELETE', path: `/${page.id}/subscribed_apps`, token: page.token })
}

async function subscribe(
  line: ThroughFacebook,
  { id, token }: { id: string; token: string },
  fields: readonly string[],
): Promise<Done<null>> {
  const answer = await graph(line, {
    method: 'POST',
    path: `/${id}/subscribed_apps`,
    token,
    json: { subscribed_fields: fields.join(',') },
  })
  const done = granted(answer, z.object({ success: z.literal(true) }))
  return done ? { ok: true, data: null } : { ok: false, message: refusal(answer) }
}

type Heard = 'page' | 'instagram' | 'whatsapp_business_account'

const Subscriptions = z.object({
  data: z.array(
    z.object({
      object: z.string(),
      callback_url: z.string().default(''),
      fields: z.array(z.object({ name: z.string() })).default([]),
    }),
  ),
})

/** Where the app sends what it hears of these, and what it hears; null where it was never told. */
export async function callbackOf(
  account: ThroughFacebook,
  object: Heard,
): Promise<Done<{ url: string; fields: string[] } | null>> {
  const { secrets } = account.through
  const answer = await graph(account, { path: `/${secrets.appId}/subscriptions`, token: appToken(secrets) })
  const listed = granted(answer, Subscriptions)
  if (!listed) return { ok: false, message: refusal(answer) }
  const found = listed.data.find((each) => each.object === object)
  return { ok: true, data: found ? { url: found.callback_url, fields: found.fields.map(({ name }) => name) } : null }
}

/**
 * Tells the app where to send what it hears of these; Facebook asks that address at once. Answers what is left to do by hand
 * where Facebook does not take it from a program; refused where even the app and its secret are wrong.
 */
export async function setCallback(
  account: ThroughFacebook,
  { object, fields, url }: { object: Heard; fields: readonly string[]; url: string },
): Promise<Done<{ byHand: boolean }>> {
  const known = await callbackOf(account, object)
  if (!known.ok) return { ok: false, message: `The app and its secret do not work: ${known.message}` }
  const isSet = known.data?.url === url && fields.every((field) => known.data?.fields.includes(field))
  if (isSet) return { ok: true, data: { byHand: false } }
  const { secrets } = account.through
  const heard = known.data?.url === url ? known.data.fields : []
  const answer = await graph(account, {
    method: 'POST',
    path: `/${secrets.appId}/subscriptions`,
    token: appToken(secrets),
    json: {
      object,
      callback_url: url,
      verify_token: secrets.verifyToken,
      fields: [...new Set([...heard, ...fields])].join(','),
      include_values: true,
    },
  })
  return { ok: true, data: { byHand: !granted(answer, z.object({ success: z.literal(true) })) } }
}

/** What was set up at the app, or what is to be set up in its dashboard. */
export function registeredAs(
  account: ThroughFacebook,
  given: { byHand: boolean; url: string; fields: readonly string[]; where: string },
): Array<{ label: string; value: string }> {
  const { byHand, url, fields, where } = given
  return [
    { label: 'Callback URL', value: url },
    { label: 'Fields', value: fields.join(', ') },
    ...(byHand
      ? [
          { label: 'Verify token', value: account.through.secrets.verifyToken },
          {
            label: 'Left to do',
            value: `Enter the callback URL and the verify token in the app’s dashboard, under ${where}, and subscribe to the fields.`,
          },
        ]
      : []),
  ]
}
