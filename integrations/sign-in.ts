/** What signing in at a provider takes, instead of filling in keys. */
import type { Account } from '../shared/account.ts'
import type { ServiceUrls } from '../shared/service-urls.ts'
import type { Done } from './integration.ts'

/** How people sign in; safe in a browser. */
export interface SignInDefinition {
  /** whose app: the operator may have registered one for all workspaces */
  kind: 'facebook' | 'google'
  /** The parts of the secrets that name the app, and the one that signing in gives. */
  app: { id: string; secret: string }
  gives: string
}

/** The app through which people sign in: the operator's, or one of the workspace. */
export interface App {
  id: string
  secret: string
  /** what the provider repeats when it asks whether an address is ours */
  verifyToken: string
}

export interface SignIn {
  /** The provider's page that asks for consent. `challenge` is the SHA-256 of the verifier (PKCE), where that is supported. */
  page(asked: { app: App; state: string; challenge: string; redirectUrl: string; urls: ServiceUrls }): string
  /** What the code is worth: the secrets of the account. */
  finish(
    given: { app: App; code: string; verifier: string; redirectUrl: string },
    way: Pick<Account<unknown>, 'urls' | 'ask'>,
  ): Promise<Done<Record<string, unknown>>>
}
