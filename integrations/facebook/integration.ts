/** Speaks to Facebook's Graph API about the account itself; its Pages and numbers are the channels' business. */
import { z } from 'zod'
import type { Account, Answered } from '../../shared/account.ts'
import { type AccountOf, type Checked, type Done, type Integration, refused } from '../integration.ts'
import type { SignIn } from '../sign-in.ts'
import { facebookDefinition } from './definition.ts'

type Way = Pick<Account<unknown>, 'urls' | 'ask'>

/** What the channels ask of the account. */
const SCOPES = [
  'pages_show_list',
  'pages_messaging',
  'pages_manage_metadata',
  'pages_read_engagement',
  'business_management',
  'instagram_basic',
  'instagram_manage_messages',
  'whatsapp_business_management',
  'whatsapp_business_messaging',
]

const Token = z.object({ access_token: z.string().min(1) })
const Me = z.object({ id: z.string(), name: z.string().min(1) })

const signIn: SignIn = {
  page({ app, state, redirectUrl, urls }) {
    const query = new URLSearchParams({
      client_id: app.id,
      redirect_uri: redirectUrl,
      state,
      response_type: 'code',
      scope: SCOPES.join(','),
    })
    return `${urls['facebook-login']}/dialog/oauth?${query}`
  },
  async finish({ app, code, redirectUrl }, way) {
    const keys = { client_id: app.id, client_secret: app.secret }
    const short = await token({ ...keys, redirect_uri: redirectUrl, code }, way)
    if (!short.ok) return short
    const long = await token({ ...keys, grant_type: 'fb_exchange_token', fb_exchange_token: short.data }, way)
    if (!long.ok) return long
    const secrets = { appId: app.id, appSecret: app.secret, userToken: long.data, verifyToken: app.verifyToken }
    return { ok: true, data: secrets }
  },
}

export const facebook: Integration<typeof facebookDefinition> = {
  definition: facebookDefinition,
  check,
  actions: {},
  signIn,
}

async function check({ secrets, urls, ask }: AccountOf<typeof facebookDefinition>): Promise<Checked> {
  const answer = await ask({
    method: 'GET',
    url: `${urls.facebook}/me?fields=id,name`,
    headers: { Authorization: `Bearer ${secrets.userToken}` },
  })
  const me = given(answer, Me)
  return me ? { ok: true, label: me.name } : { ok: false, message: sentence(answer) }
}

/** The keys travel in the body, so that they stand in nobody's log of addresses. */
async function token(keys: Record<string, string>, { urls, ask }: Way): Promise<Done<string>> {
  const answer = await ask({
    method: 'POST',
    url: `${urls.facebook}/oauth/access_token`,
    form: Object.entries(keys),
  })
  const read = given(answer, Token)
  if (read) return { ok: true, data: read.access_token }
  return { ok: false, reason: 'refused', message: sentence(answer) }
}

/** What a good answer holds; undefined where it is none, or holds something else. */
function given<S extends z.ZodType>(answer: Answered, schema: S): z.output<S> | undefined {
  return answer.ok && answer.status === 200 ? schema.safeParse(answer.json).data : undefined
}

/** Facebook answers 400 to a token that is over. */
function sentence(answer: Answered): string {
  if (answer.ok && answer.status === 200) return 'Facebook answered something that could not be understood.'
  if (answer.ok && answer.status === 400) return 'Facebook does not accept this sign-in or token; sign in again.'
  const done = refused(answer)
  return done.ok ? '' : done.message
}
