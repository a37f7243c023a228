/** Changing a member so that the row shows it at once; it is put back when the server refuses. */
import type { InfiniteData } from '@tanstack/react-query'
import type { Access, Member } from '../../../shared/members.ts'
import type { Page } from '../../../shared/paging.ts'
import type { Role } from '../../../shared/roles.ts'
import { api, queryClient, refresh } from '../../api.ts'
import { problemToast } from '../../kit/undo-toast.tsx'

const LIST = '/api/workspaces/{workspace}/members'

interface Which {
  workspace: string
  member: string
}

/** Gives the role, and the access too where a role had widened it. Tells whether it was done. */
export function changeRole(path: Which, role: Role, access?: Access): Promise<boolean> {
  return shownAtOnce(path.member, { role }, async () => {
    await api.PUT('/api/workspaces/{workspace}/members/{member}/role', { params: { path }, body: { role } })
    if (access) await putAccess(path, access)
  })
}

export function changeAccess(path: Which, access: Access): Promise<boolean> {
  return shownAtOnce(path.member, access, () => putAccess(path, access))
}

async function putAccess(path: Which, body: Access): Promise<void> {
  await api.PUT('/api/workspaces/{workspace}/members/{member}/access', { params: { path }, body })
}

async function shownAtOnce(id: string, change: Partial<Member>, work: () => Promise<void>): Promise<boolean> {
  const lists = queryClient.getQueriesData<InfiniteData<Page<Member>>>({ queryKey: ['get', LIST] })
  for (const [key, data] of lists) if (data?.pages) queryClient.setQueryData(key, withChange(data, id, change))
  try {
    await work()
    return true
  } catch (error) {
    for (const [key, data] of lists) queryClient.setQueryData(key, data)
    problemToast(error)
    return false
  } finally {
    await refresh(LIST, '/api/me')
  }
}

function withChange(data: InfiniteData<Page<Member>>, id: string, change: Partial<Member>): InfiniteData<Page<Member>> {
  const changed = (member: Member) => (member.id === id ? { ...member, ...change } : member)
  return { ...data, pages: data.pages.map((page) => ({ ...page, data: page.data.map(changed) })) }
}
