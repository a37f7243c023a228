/** The URLs of members and of handing over, under /api/workspaces/:workspace. */
import { Hono } from 'hono'
import {
  Access,
  Member,
  MemberPage,
  MemberQuery,
  NewOwnershipOffer,
  OwnershipAnswer,
  OwnershipOffer,
  OwnershipOfferList,
  RoleChange,
} from '../../shared/members.ts'
import { type Inside, idOf, may } from '../access/may.ts'
import { fileAnswer } from '../file-answer.ts'
import { answers, answersFile, answersNothing, takes } from '../route.ts'
import { listMembers, membersAsCsv, readMember } from './member-list.ts'
import { changeAccess, changeRole, leave, removeMember } from './members.ts'
import { acceptOwnership, endOffer, listOffers, proposeOwnership } from './ownership.ts'

export const memberRoutes = new Hono<Inside>()
  .get('/members', may('members:view'), takes('query', MemberQuery), answers('List members', MemberPage), async (c) =>
    c.json(await listMembers(c.var.actor, c.req.valid('query'))),
  )
  .get('/members.csv', may('members:manage'), answersFile('Export the members as CSV', 'text/csv'), async (c) =>
    fileAnswer([await membersAsCsv(c.var.actor)], 'members.csv'),
  )
  .get('/members/:member', may('members:view'), answers('Show a member', Member), async (c) =>
    c.json(await readMember(c.var.actor, idOf(c, 'member'))),
  )
  .put(
    '/members/:member/role',
    may('members:manage'),
    takes('json', RoleChange),
    answers('Change a member’s role', Member),
    async (c) => c.json(await changeRole(c.var.actor, idOf(c, 'member'), c.req.valid('json').role)),
  )
  .put(
    '/members/:member/access',
    may('members:manage'),
    takes('json', Access),
    answers('Give a member all bots or named ones', Member),
    async (c) => c.json(await changeAccess(c.var.actor, idOf(c, 'member'), c.req.valid('json'))),
  )
  .delete('/members/:member', may('members:manage'), answersNothing('Remove a member'), async (c) => {
    await removeMember(c.var.actor, idOf(c, 'member'))
    return c.body(null, 204)
  })
  .delete('/membership', may('workspace:view'), answersNothing('Leave the workspace'), async (c) => {
    await leave(c.var.actor)
    return c.body(null, 204)
  })
  .get(
    '/ownership-offers',
    may('members:view'),
    answers('List my open offers of ownership', OwnershipOfferList),
    async (c) => c.json({ data: await listOffers(c.var.actor), nextCursor: null, hasMore: false }),
  )
  .post(
    '/ownership-offers',
    may('members:manage'),
    takes('json', NewOwnershipOffer),
    answers('Offer the ownership to a member', OwnershipOffer, 201),
    async (c) => c.json(await proposeOwnership(c.var.actor, c.req.valid('json').memberId), 201),
  )
  .post(
    '/ownership-offers/:offer/acceptance',
    may('members:view'),
    takes('json', OwnershipAnswer),
    answers('Accept the ownership', OwnershipOffer),
    async (c) => c.json(await acceptOwnership(c.var.actor, idOf(c, 'offer'), c.req.valid('json'))),
  )
  .delete(
    '/ownership-offers/:offer',
    may('members:view'),
    answersNothing('Withdraw or decline an offer of ownership'),
    async (c) => {
      await endOffer(c.var.actor, idOf(c, 'offer'))
      return c.body(null, 204)
    },
  )
