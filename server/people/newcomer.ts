/** Somebody whose account was made by accepting an invitation: their first session, and the proof of their address. */
import { bare } from '../db/database.ts'
import { type Browser, startSession } from './sessions.ts'
import { askVerification, confirmAddress } from './sign-up.ts'

/**
 * Signs the newcomer in and returns the session's token. Who came by the link of the letter has shown that the address is theirs;
 * who came by a link that somebody handed them gets a letter of confirmation first.
 */
export async function welcome(
  account: { userId: string; email: string; isProven: boolean },
  browser: Browser,
): Promise<string> {
  const { userId, email, isProven } = account
  const token = await bare()
    .transaction()
    .execute(async (tx) => {
      if (isProven) await confirmAddress(tx, userId, email)
      return startSession(tx, userId, browser)
    })
  if (!isProven) await askVerification(email, browser)
  return token
}
