/** Sends a file to the workspace, to be used in a flow or an answer. */
import { StoredFile } from '../shared/files.ts'
import { problemOf } from './problem.ts'

/** Throws a `Problem` that says why it is not taken. */
export async function sendFile(workspaceId: string, file: File): Promise<StoredFile> {
  const body = new FormData()
  body.append('file', file)
  const headers = { 'X-Requested-With': 'switchboard' }
  const response = await fetch(`/api/workspaces/${workspaceId}/files`, { method: 'POST', headers, body })
  if (!response.ok) throw await problemOf(response)
  return StoredFile.parse(await response.json())
}
