/** Signing in to an account at its provider (OAuth 2): what is begun is sealed into the browser's cookie, and ends there once. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { INTEGRATION_DEFINITIONS } from '../../integrations/definitions.ts'
import { signInOf } from '../../integrations/integrations.ts'
import type { App } from '../../integrations/sign-in.ts'
import type { SignInAsk } from '../../shared/integrations.ts'
import type { Actor } from '../access/actor.ts'
import { mayDo } from '../access/actor.ts'
import { type Credentials, who } from '../access/who.ts'
import { newToken, seal, unseal } from '../crypto.ts'
import { Refusal } from '../errors.ts'
import { linkTo } from '../mail/settings.ts'
import { ask, openAccount, serviceUrls } from './accounts.ts'
import { keepSignedIn } from './connections.ts'
import { operatorApp } from './operator-apps.ts'

export const SIGN_IN_MINUTES = 10

/** What is begun and not yet ended. It holds the secret of the workspace's own app, so it is sealed. */
const Begun = z.object({
  sessionId: z.string(),
  workspaceId: z.string(),
  integration: z.string(),
  app: z.object({ id: z.string(), secret: z.string(), verifyToken: z.string() }),
  verifier: z.string(),
  until: z.number(),
})

/** The page that asks for consent, and what the browser has to keep until its answer comes. */
export function beginSignIn(actor: Actor, integration: string, { app: own }: SignInAsk): { url: string; kept: string } {
  const definition = INTEGRATION_DEFINITIONS.find(({ name }) => name === integration)
  const signIn = signInOf(integration)
  if (!definition?.signIn || !signIn) throw new Refusal('not-found')
  if (actor.sessionId === null) throw new Refusal('not-allowed', 'Only a person can sign in to an account.')
  const app = operatorApp(definition.signIn.kind) ?? (own && { ...own, verifyToken: newToken() })
  if (!app) throw new Refusal('invalid', 'Give the ID and the secret of your app first.', { faults: APP_MISSING })

  const state = newToken()
  const verifier = newToken()
  const until = Date.now() + SIGN_IN_MINUTES * 60_000
  const { sessionId, workspaceId } = actor
  const kept = JSON.stringify({ sessionId, workspaceId, integration, app, verifier, until })
  const url = signIn.page({
    app,
    state,
    challenge: createHash('sha256').update(verifier).digest('base64url'),
    redirectUrl: redirectUrl(),
    urls: serviceUrls(),
  })
  return { url, kept: seal(kept, boxOf(state)).toString('base64url') }
}

const APP_MISSING = ['id', 'secret'].map((part) => ({
  pointer: `/app/${part}`,
  code: 'missing',
  message: 'is needed to sign in',
}))

/** What the provider sends the browser back with. */
export interface Answer {
  state: string | undefined
  code: string | undefined
  /** the provider's word for «no», such as access_denied */
  error: string | undefined
  /** what the browser kept */
  kept: string | undefined
}

/** Connects the account that somebody signed in to. Refuses what this very session did not begin in the last ten minutes. */
export async function endSignIn(credentials: Credentials | null, answer: Answer): Promise<{ integration: string }> {
  const begun = opened(answer)
  if (!begun || begun.until < Date.now()) throw new Refusal('gone', 'This sign-in is over. Begin it again.')
  const actor = await actorOf(credentials, begun)
  if (answer.code === undefined) throw new Refusal('conflict', noWords(answer.error))
  const { integration, verifier } = begun
  const app = await withKnownWord(begun.workspaceId, integration, begun.app)
  const done = await signInOf(integration)?.finish(
    { app, code: answer.code, verifier, redirectUrl: redirectUrl() },
    { urls: serviceUrls(), ask },
  )
  if (!done?.ok) throw new Refusal('conflict', done?.message ?? 'There is nothing to sign in to.')
  await keepSignedIn(actor, integration, done.data)
  return { integration }
}

/** The box opens only with the state that it was sealed for. */
function opened({ state, kept }: Answer): z.output<typeof Begun> | undefined {
  if (!state || !kept) return undefined
  try {
    return Begun.parse(JSON.parse(unseal(Buffer.from(kept, 'base64url'), boxOf(state))))
  } catch {
    return undefined
  }
}

async function actorOf(credentials: Credentials | null, begun: z.output<typeof Begun>): Promise<Actor> {
  const found = credentials && (await who(credentials, begun.workspaceId, true))
  const { actor } = found ?? {}
  if (!actor || actor.sessionId !== begun.sessionId || found?.deletedAt)
    throw new Refusal('gone', 'This sign-in was begun by somebody else. Begin it again.')
  if (!mayDo(actor, 'integrations:manage')) throw new Refusal('not-allowed', 'Your role does not allow this.')
  return actor
}

/** With the same app as before, the word that was already entered at the provider stays. */
async function withKnownWord(workspaceId: string, integration: string, app: App): Promise<App> {
  const before = Word.safeParse((await openAccount(workspaceId, integration))?.secrets).data
  return before?.appId === app.id ? { ...app, verifyToken: before.verifyToken } : app
}

const Word = z.object({ appId: z.string(), verifyToken: z.string() })

/** The provider's own words are not repeated: whoever makes the link could write anything into it. */
function noWords(error: string | undefined): string {
  return error === 'access_denied' ? 'The access was not allowed.' : 'The provider did not let you sign in.'
}

function redirectUrl(): string {
  return linkTo('/api/oauth/callback')
}

function boxOf(state: string): string {
  return `sign-in|${state}`
}
