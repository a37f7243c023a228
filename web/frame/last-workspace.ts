/** Remembers the workspace last looked at, so that "/" leads back to it. */
import type { Me } from '../me.ts'

const KEY = 'switchboard.workspace'

export function rememberWorkspace(id: string): void {
  localStorage.setItem(KEY, id)
}

/** Of these the one of last time, else the first. */
export function lastOf<Known extends { id: string }>(workspaces: readonly Known[]): Known | undefined {
  return workspaces.find((workspace) => workspace.id === localStorage.getItem(KEY)) ?? workspaces[0]
}

/** Where "/" leads: the workspace of last time, else the first, else the page on which one is made. */
export function homeOf(me: Me): string {
  const last = lastOf(me.workspaces)
  return last ? `/w/${last.id}` : '/workspaces'
}
