/** The URLs of invitations: those of the inviter inside the workspace, and those of the invited outside. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import {
  Acceptance,
  Invitation,
  InvitationCard,
  InvitationChange,
  InvitationLink,
  InvitationPage,
  Invite,
  Invited,
  InviteResults,
  Joined,
} from '../../shared/invitations.ts'
import { Paging } from '../../shared/paging.ts'
import { setSessionCookie } from '../access/credentials.ts'
import { type Inside, idOf, may, open, type SignedIn, signedIn } from '../access/may.ts'
import { visitorOf } from '../access/visitor.ts'
import { Refusal } from '../errors.ts'
import { browserOf } from '../people/browser.ts'
import { answers, answersNothing, takes } from '../route.ts'
import { accept, behindLink, decline, refuseUnlessTheirs, setUp, showCard, type Which } from './acceptance.ts'
import { listInvitations } from './invitation-rows.ts'
import { changeInvitation, copyLink, invite, resendInvitation, revokeInvitation } from './invitations.ts'
import { inviteMany } from './invite-many.ts'

/** Under /api/workspaces/:workspace. */
export const invitationRoutes = new Hono<Inside>()
  .get(
    '/invitations',
    may('members:manage'),
    takes('query', Paging),
    answers('List the pending invitations', InvitationPage),
    async (c) => c.json(await listInvitations(c.var.actor, c.req.valid('query'))),
  )
  .post(
    '/invitations',
    may('members:manage'),
    takes('json', Invite),
    answers('Invite one address (201), or many with a result for each (200)', z.union([Invited, InviteResults]), 201),
    async (c) => {
      const { email, emails, ...terms } = c.req.valid('json')
      if (email !== undefined) return c.json(Invited.parse(await invite(c.var.actor, { ...terms, email })), 201)
      const results = await inviteMany(c.var.actor, { ...terms, emails: emails ?? [] })
      return c.json(InviteResults.parse({ results }), 200)
    },
  )
  .patch(
    '/invitations/:invitation',
    may('members:manage'),
    takes('json', InvitationChange),
    answers('Change what the invited will be', Invitation),
    async (c) => c.json(await changeInvitation(c.var.actor, idOf(c, 'invitation'), c.req.valid('json'))),
  )
  .delete('/invitations/:invitation', may('members:manage'), answersNothing('Revoke an invitation'), async (c) => {
    await revokeInvitation(c.var.actor, idOf(c, 'invitation'))
    return c.body(null, 204)
  })
  .post(
    '/invitations/:invitation/letter',
    may('members:manage'),
    answers('Send the letter again', Invitation),
    async (c) => c.json(await resendInvitation(c.var.actor, idOf(c, 'invitation'))),
  )
  .post(
    '/invitations/:invitation/link',
    may('members:manage'),
    answers('Get the link to hand over', InvitationLink),
    async (c) => c.json(await copyLink(c.var.actor, idOf(c, 'invitation'))),
  )

/** Under /api: whoever holds the link, and the signed-in person whom an invitation names. */
export const acceptanceRoutes = new Hono<SignedIn>()
  .get(
    '/invitations/:token',
    open('whoever holds the link'),
    answers('Show what the link leads to', InvitationCard),
    async (c) => c.json(InvitationCard.parse(await showCard(linked(c), await visitorOf(c)))),
  )
  .post(
    '/invitations/:token/acceptance',
    open('whoever holds the link; it is for one address'),
    takes('json', Acceptance),
    answers('Accept, signed in or by setting up an account', Joined, 201),
    async (c) => {
      const which = linked(c)
      const { name, password, ...rest } = c.req.valid('json')
      if (name !== undefined && password !== undefined) {
        const { session, ...joined } = await setUp(which, { ...rest, name, password }, browserOf(c))
        setSessionCookie(c, session)
        return c.json(Joined.parse(joined), 201)
      }
      const person = await visitorOf(c)
      if (!person) throw new Refusal('not-signed-in')
      return c.json(Joined.parse(await accept(which, person)), 201)
    },
  )
  .post(
    '/invitations/:token/refusal',
    open('whoever holds the link'),
    answersNothing('Decline the invitation'),
    async (c) => {
      await decline(linked(c), await visitorOf(c))
      return c.body(null, 204)
    },
  )
  .post(
    '/me/invitations/:workspace/:invitation/acceptance',
    signedIn('the person whom the invitation names'),
    answers('Accept an invitation of mine', Joined, 201),
    async (c) => {
      const which = mine(c)
      await refuseUnlessTheirs(which, c.var.person)
      return c.json(Joined.parse(await accept(which, c.var.person)), 201)
    },
  )
  .post(
    '/me/invitations/:workspace/:invitation/refusal',
    signedIn('the person whom the invitation names'),
    answersNothing('Decline an invitation of mine'),
    async (c) => {
      const which = mine(c)
      await refuseUnlessTheirs(which, c.var.person)
      await decline(which, c.var.person)
      return c.body(null, 204)
    },
  )

/** The invitation behind the token in the URL: 256 random bits, which nobody finds by trying. */
function linked(c: Context) {
  return behindLink(c.req.param('token') ?? '')
}

function mine(c: Context): Which {
  return { workspaceId: idOf(c, 'workspace'), id: idOf(c, 'invitation') }
}
