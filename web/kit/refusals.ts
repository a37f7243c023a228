/** The API's refusals in the reader's language, by their code: what happened, and what to do. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

interface Words {
  title: MessageDescriptor
  /** stands in place of the server's own sentence */
  advice?: MessageDescriptor
}

export const REFUSALS: Record<string, Words> = {
  'wrong-credentials': {
    title: msg`E-mail or password is not right`,
    advice: msg`Check both, or replace a forgotten password.`,
  },
  'wrong-code': { title: msg`The code is not right`, advice: msg`Wait for the next code and try again.` },
  'sign-up-closed': {
    title: msg`Accounts are by invitation only here`,
    advice: msg`Ask somebody who works here to invite this address.`,
  },
  'prove-again': { title: msg`Confirm that it is you`, advice: msg`Nothing was changed. Try again and confirm.` },
  'not-verified': {
    title: msg`Your e-mail address is not confirmed yet`,
    advice: msg`Open the link in the e-mail we sent, then try again.`,
  },
  'other-account': { title: msg`This is meant for another account` },
  'last-owner': { title: msg`The last owner must stay` },
  'already-member': { title: msg`Already a member`, advice: msg`Open the workspace from the list of workspaces.` },
  gone: { title: msg`This link is no longer valid`, advice: msg`It may be too old, used already, or replaced.` },
  'too-many': { title: msg`Too many tries`, advice: msg`Wait a while before the next one.` },
  'too-large': { title: msg`This is too large` },
}
