/** Many addresses at once, with a result for each (M7). */
import type { InviteMany, InviteOne, InviteResult } from '../../shared/invitations.ts'
import { canonicalEmail } from '../../shared/text.ts'
import type { Actor } from '../access/actor.ts'
import { Refusal } from '../errors.ts'
import { invite } from './invitations.ts'

/** Invites each address by itself, so that one that cannot be invited does not hold up the others. */
export async function inviteMany(actor: Actor, { emails, ...terms }: InviteMany): Promise<InviteResult[]> {
  const results: InviteResult[] = []
  for (const written of emails) {
    const email = canonicalEmail(written)
    results.push(email ? await inviteEach(actor, { ...terms, email }) : { email: written, status: 'invalid' })
  }
  return results
}

const TOLD = { 'already-member': true, 'limit-reached': true, 'too-many': true } as const

async function inviteEach(actor: Actor, wanted: InviteOne): Promise<InviteResult> {
  const { email } = wanted
  try {
    const { isNew, ...invitation } = await invite(actor, wanted)
    return { email, status: isNew ? 'invited' : 'refreshed', invitation }
  } catch (error) {
    if (error instanceof Refusal && isTold(error.code)) return { email, status: error.code }
    throw error
  }
}

function isTold(code: string): code is keyof typeof TOLD {
  return code in TOLD
}
