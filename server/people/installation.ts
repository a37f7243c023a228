/** What the configuration says about people: who may sign up, who are operators, and under which name passkeys are made. */

import { canonicalEmail } from '../../shared/text.ts'
import type { Config } from '../config.ts'

type PeopleSettings = Pick<Config, 'PUBLIC_URL' | 'SIGN_UP' | 'OPERATORS' | 'SUPPORT_LINKS'>

let settings: PeopleSettings = {
  PUBLIC_URL: 'http://localhost:3000',
  SIGN_UP: 'open',
  OPERATORS: [],
  SUPPORT_LINKS: [],
}

/** Tells what this installation's configuration says about people. */
export function setPeopleSettings(given: PeopleSettings): void {
  settings = given
}

export function peopleSettings(): PeopleSettings {
  return settings
}

/** The addresses that are operators once they are verified, in canonical form. */
export function operatorAddresses(): string[] {
  return settings.OPERATORS.map(canonicalEmail).filter((email) => email !== null)
}
