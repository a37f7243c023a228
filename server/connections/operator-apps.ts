/** The apps that the operator registered at providers for the whole installation; where there is none, each workspace brings its own. */
import { createHmac } from 'node:crypto'
import type { Config } from '../config.ts'

export interface OperatorApp {
  id: string
  secret: string
  /** What the provider repeats when it asks whether an address is ours; the same in every process. */
  verifyToken: string
}

export type SignInKind = 'facebook' | 'google'
type AppSettings = Pick<Config, 'FACEBOOK_APP_ID' | 'FACEBOOK_APP_SECRET' | 'GOOGLE_CLIENT_ID' | 'GOOGLE_CLIENT_SECRET'>

let apps: Partial<Record<SignInKind, OperatorApp>> = {}

/** Tells which apps the configuration names. */
export function setOperatorApps(config: AppSettings): void {
  const { FACEBOOK_APP_ID, FACEBOOK_APP_SECRET, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = config
  apps = {
    ...(FACEBOOK_APP_ID && FACEBOOK_APP_SECRET && { facebook: appOf(FACEBOOK_APP_ID, FACEBOOK_APP_SECRET) }),
    ...(GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET && { google: appOf(GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET) }),
  }
}

/** The operator's app at this provider. */
export function operatorApp(kind: SignInKind): OperatorApp | undefined {
  return apps[kind]
}

function appOf(id: string, secret: string): OperatorApp {
  return { id, secret, verifyToken: createHmac('sha256', secret).update('verify').digest('base64url') }
}
