/** Opens the workspace one has just joined; a full load, since rights and perhaps the session are new. */

export function open({ workspaceId }: { workspaceId: string }): void {
  window.location.assign(`/w/${workspaceId}`)
}
