/** Remembers the workspace last looked at, so that "/" leads back to it. */
import type { Me } from '../me.ts'

const KEY = 'switchboard.workspace'

export function rememberWorkspace(id: string): void {
  localStorage.setItem(KEY, id)
}

/** Where "/" leads: the workspace of last time, else the first, else the page on which one is made. */
export function homeOf(me: Me): string {
  const last = me.workspaces.find((workspace) => workspace.id === localStorage.getItem(KEY)) ?? me.workspaces[0]
  return last ? `/w/${last.id}` : '/workspaces'
}
