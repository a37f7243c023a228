/** Around each page of a workspace: checks that it is mine, names it to the pages, and forgets what other workspaces fetched. */
import { Outlet, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Permission } from '../../shared/roles.ts'
import { leastRole } from '../../shared/roles.ts'
import { forgetOtherWorkspaces } from '../api.ts'
import { NotAllowed } from '../kit/empty.tsx'
import { useMay, useMe, WorkspaceContext } from '../me.ts'
import { rememberWorkspace } from './last-workspace.ts'
import { NotFound } from './not-found.tsx'

export function WorkspaceFrame() {
  const { workspaceId } = useParams({ strict: false })
  const workspace = useMe().workspaces.find((candidate) => candidate.id === workspaceId)
  const id = workspace?.id
  useEffect(() => {
    if (!id) return
    rememberWorkspace(id)
    forgetOtherWorkspaces(id)
  }, [id])
  if (!workspace) return <NotFound />

  return (
    <WorkspaceContext value={workspace}>
      <Outlet key={workspace.id} />
    </WorkspaceContext>
  )
}

/** Shows the page only to who may see it; others learn which role they need. */
export function Guarded({ needs, children }: { needs: Permission; children: React.ReactNode }) {
  return useMay(needs) ? children : <NotAllowed needs={leastRole(needs)} isPage />
}
