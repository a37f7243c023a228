/** Who is the only owner: the one member who must stay (M6). */
import type { Member } from '../../../shared/members.ts'
import { $api } from '../../api.ts'
import { useWorkspace } from '../../me.ts'

/** Until the owners are known every owner counts as the only one. */
export function useIsLastOwner(): (member: Member) => boolean {
  const path = { workspace: useWorkspace().id }
  const owners = $api.useQuery('get', '/api/workspaces/{workspace}/members', {
    params: { path, query: { role: 'owner', limit: 2 } },
  })
  const isOne = owners.data === undefined || owners.data.data.length < 2
  return (member) => member.role === 'owner' && isOne
}
