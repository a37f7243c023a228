/** Pushes of Pub/Sub with tokens that are signed by keys of our own, and what they mean. */
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { Ask } from '../../shared/account.ts'
import { answered } from '../../shared/answered.fixture.ts'
import { SERVICES } from '../../shared/service-urls.ts'
import type { HookRequest } from '../inbound.ts'
import { hookRequest, type Samples } from '../samples.fixture.ts'

export const URL_OF_HOOK = 'https://bots.acme.test/in/google-reviews/HKkq2x0Yh3v5mJd8bWz1aRt6uNs9oPcEfGiLlMqTyXz'
export const PLACE = 'accounts/111050869667910417441/locations/17785358954790465252'

const signer = await generateKeyPair('RS256')
const stranger = await generateKeyPair('RS256')
const publicKey = { ...(await exportJWK(signer.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }

/** Google's public keys. */
export const keysOfGoogle: Ask = async ({ url }) =>
  url === `${SERVICES['google-certs']}/oauth2/v3/certs` ? answered(200, { keys: [publicKey] }) : answered(404)

const CLAIMS = { email: 'push@acme-project.iam.gserviceaccount.com', email_verified: true }

/** A token as Google makes it for a push; `changed` says what is not as it should be. */
export function tokenOfGoogle(
  changed: { claims?: object; issuer?: string; audience?: string; age?: string; kid?: string; isForged?: boolean } = {},
): Promise<string> {
  const { claims = CLAIMS, issuer = 'https://accounts.google.com', audience = URL_OF_HOOK } = changed
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: changed.kid ?? 'k1', typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject('113774264463038321964')
    .setIssuedAt(changed.age ?? new Date())
    .setExpirationTime('1h')
    .sign(changed.isForged ? stranger.privateKey : signer.privateKey)
}

/** A push as Pub/Sub sends it. */
export function push(token: string, data: object): HookRequest {
  const message = {
    data: Buffer.from(JSON.stringify(data)).toString('base64'),
    attributes: {},
    messageId: '136969346945',
    publishTime: '2026-07-01T07:30:00.000Z',
  }
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const body = JSON.stringify({ message, subscription: 'projects/acme-project/subscriptions/reviews' })
  return hookRequest({ url: URL_OF_HOOK, headers, body })
}

const token = await tokenOfGoogle()

export const samples: Samples = {
  line: {
    secrets: { place: PLACE, topic: 'projects/acme-project/topics/reviews' },
    through: {
      integration: 'google-business',
      secrets: {
        clientId: 'acme.apps.test',
        clientSecret: 'GOCSPX-0123456789',
        refreshToken: '1//0e-refresh-0123456789',
      },
    },
    urls: SERVICES,
    hook: { url: URL_OF_HOOK, secret: 'sQ1x0Yh3v5mJd8bWz1aRt6uNs9oPcEfGiLlMqTyXzAB' },
  },
  requests: [
    {
      what: 'a new review',
      request: push(token, { type: 'NEW_REVIEW', locationName: PLACE, reviewName: `${PLACE}/reviews/AbFvOqm1` }),
      read: [{ kind: 'news', place: PLACE }],
    },
    {
      what: 'a changed review, told by its name alone',
      request: push(token, { type: 'UPDATED_REVIEW', review_name: `${PLACE}/reviews/AbFvOqm1` }),
      read: [{ kind: 'news', place: PLACE }],
    },
    { what: 'something that names no business', request: push(token, { type: 'GOOGLE_UPDATE' }), read: [] },
  ],
  ask: keysOfGoogle,
  wrongKeys: [
    (line) => ({ ...line, hook: { ...line.hook, url: '' } }),
    (line) => ({ ...line, hook: { ...line.hook, url: `${URL_OF_HOOK.slice(0, -1)}A` } }),
  ],
}
