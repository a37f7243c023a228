/** What the members page keeps in its URL. */
import { z } from 'zod'
import { MEMBER_SORTS, RoleName } from '../../../shared/members.ts'

export const MembersSearch = z.object({
  search: z.coerce.string().max(100).optional().catch(undefined),
  role: RoleName.optional().catch(undefined),
  sort: z.enum(MEMBER_SORTS).optional().catch(undefined),
  /** the dialog is open */
  invite: z.boolean().optional().catch(undefined),
})
export type MembersSearch = z.output<typeof MembersSearch>

export const InvitationsSearch = MembersSearch.pick({ invite: true })
