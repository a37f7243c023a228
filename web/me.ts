/** Who is using the dashboard, in which workspace, and what they may do there. */
import { useParams } from '@tanstack/react-router'
import { createContext, useContext, useMemo } from 'react'
import type { Permission } from '../shared/roles.ts'
import { $api, api, queryClient } from './api.ts'
import type { paths } from './api-types.ts'

export type Me = paths['/api/me']['get']['responses'][200]['content']['application/json']
export type User = Me['user']
export type Workspace = Me['workspaces'][number]

/** The signed-in person with workspaces and invitations; suspends while it loads. Deleted workspaces stand apart. */
export function useMe(): Me & { deletedWorkspaces: Workspace[] } {
  const { data } = $api.useSuspenseQuery('get', '/api/me')
  return useMemo(() => {
    const workspaces = data.workspaces.filter((workspace) => workspace.deletedAt === null)
    const deletedWorkspaces = data.workspaces.filter((workspace) => workspace.deletedAt !== null)
    return { ...data, workspaces, deletedWorkspaces }
  }, [data])
}

/** The workspace of the present URL, or null outside of one (or when it is not yours). */
export function useWorkspaceIfAny(): Workspace | null {
  const { workspaceId } = useParams({ strict: false })
  return useMe().workspaces.find((workspace) => workspace.id === workspaceId) ?? null
}

/** The workspace of the present URL. Use it in screens below /w/$workspaceId; the frame has checked that it is yours. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext)
  if (!workspace) throw new Error('useWorkspace is for screens below /w/$workspaceId')
  return workspace
}

/** Set by the frame around each screen of a workspace. */
export const WorkspaceContext = createContext<Workspace | null>(null)

/** May I do this here? Only hides and explains; the server decides. */
export function useMay(permission: Permission): boolean {
  return may(useWorkspace(), permission)
}

export function may(workspace: Workspace, permission: Permission): boolean {
  return workspace.permissions.some((granted) => granted === permission)
}

type Settings = Partial<Pick<User, 'name' | 'timezone' | 'timeFormat' | 'language' | 'theme' | 'preferences'>>

/** Saves one of my settings and shows it everywhere at once. */
export async function saveMySettings(settings: Settings): Promise<void> {
  await api.PATCH('/api/me', { body: settings })
  await queryClient.invalidateQueries({ queryKey: ['get', '/api/me'] })
}

/** Ends this session; a full load, so that nothing of it stays in memory. */
export async function signOut(): Promise<void> {
  await api.POST('/api/sign-out')
  window.location.assign('/sign-in')
}
