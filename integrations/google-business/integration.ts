/** Speaks to Google about the account itself; its businesses and agents are the channels' business. */
import { z } from 'zod'
import type { Account, Answered } from '../../shared/account.ts'
import { type AccountOf, type Checked, type Done, type Integration, refused } from '../integration.ts'
import type { SignIn } from '../sign-in.ts'
import { googleBusinessDefinition } from './definition.ts'

type Way = Pick<Account<unknown>, 'urls' | 'ask'>

/** `openid email` tells which account it is. */
const SCOPES = ['openid', 'email', 'https://www.googleapis.com/auth/business.manage']

const Tokens = z.object({ access_token: z.string().min(1), refresh_token: z.string().min(1).optional() })
const Who = z.object({ email: z.string().min(3) })
const Accounts = z.object({ accounts: z.array(z.object({ accountName: z.string().optional() })).default([]) })

const signIn: SignIn = {
  page({ app, state, challenge, redirectUrl, urls }) {
    const query = new URLSearchParams({
      client_id: app.id,
      redirect_uri: redirectUrl,
      state,
      response_type: 'code',
      scope: SCOPES.join(' '),
      access_type: 'offline',
      prompt: 'consent',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    })
    return `${urls['google-login']}/o/oauth2/v2/auth?${query}`
  },
  async finish({ app, code, verifier, redirectUrl }, way) {
    const tokens = await ask(
      [
        ['grant_type', 'authorization_code'],
        ['client_id', app.id],
        ['client_secret', app.secret],
        ['code', code],
        ['code_verifier', verifier],
        ['redirect_uri', redirectUrl],
      ],
      way,
    )
    if (!tokens.ok) return tokens
    const { refresh_token: refreshToken } = tokens.data
    if (refreshToken === undefined)
      return {
        ok: false,
        reason: 'refused',
        message: 'Google gave no lasting access; sign in again and allow all of it.',
      }
    return { ok: true, data: { clientId: app.id, clientSecret: app.secret, refreshToken } }
  },
}

export const googleBusiness: Integration<typeof googleBusinessDefinition> = {
  definition: googleBusinessDefinition,
  check,
  actions: {},
  signIn,
}

/** The token is renewed, the businesses are asked for, and the address of the account is its name. */
async function check({ secrets, ...way }: AccountOf<typeof googleBusinessDefinition>): Promise<Checked> {
  const { clientId, clientSecret, refreshToken } = secrets
  const tokens = await ask(
    [
      ['grant_type', 'refresh_token'],
      ['client_id', clientId],
      ['client_secret', clientSecret],
      ['refresh_token', refreshToken],
    ],
    way,
  )
  if (!tokens.ok) return { ok: false, message: tokens.message }
  const read = (url: string) =>
    way.ask({ method: 'GET', url, headers: { Authorization: `Bearer ${tokens.data.access_token}` } })
  const accounts = await read(`${way.urls['google-accounts']}/v1/accounts`)
  const businesses = given(accounts, Accounts)
  if (!businesses) return { ok: false, message: sentence(accounts) }
  const who = await read(`${way.urls['google-api']}/oauth2/v2/userinfo`)
  return { ok: true, label: given(who, Who)?.email ?? businesses.accounts[0]?.accountName ?? 'Google account' }
}

async function ask(form: Array<[string, string]>, way: Way): Promise<Done<z.output<typeof Tokens>>> {
  const answer = await way.ask({ method: 'POST', url: `${way.urls['google-oauth']}/token`, form })
  const read = given(answer, Tokens)
  return read ? { ok: true, data: read } : { ok: false, reason: 'refused', message: sentence(answer) }
}

/** What a good answer holds; undefined where it is none, or holds something else. */
function given<S extends z.ZodType>(answer: Answered, schema: S): z.output<S> | undefined {
  return answer.ok && answer.status === 200 ? schema.safeParse(answer.json).data : undefined
}

/** Google answers 400 to a refresh token that is over. */
function sentence(answer: Answered): string {
  if (answer.ok && answer.status === 200) return 'Google answered something that could not be understood.'
  if (answer.ok && answer.status === 400) return 'Google does not accept this sign-in any more; sign in again.'
  if (answer.ok && answer.status === 403)
    return 'Google does not let this account see businesses: allow the access, and have the API opened for your project.'
  const done = refused(answer)
  return done.ok ? '' : done.message
}
