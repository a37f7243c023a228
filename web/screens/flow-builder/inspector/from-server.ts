/** What the forms ask of the server: what there is to pick from, files to put up, and calls to try. */
import type { Call, CallOutcome as Outcome } from '../../../../engine/call.ts'
import { CallOutcome } from '../../../../engine/call.ts'
import type { Field } from '../../../../shared/fields.ts'
import { StoredFile } from '../../../../shared/files.ts'
import { $api, api, refresh } from '../../../api.ts'
import { useMay, useWorkspace } from '../../../me.ts'
import { Problem, problemOf } from '../../../problem.ts'
import { useForm } from './form-context.ts'

const BOT = '/api/workspaces/{workspace}/bots/{bot}'

export function useFields(botId: string) {
  const path = { workspace: useWorkspace().id, bot: botId }
  return $api.useQuery('get', `${BOT}/fields`, { params: { path } }).data?.data ?? NONE
}

export function useFlows(botId: string) {
  const path = { workspace: useWorkspace().id, bot: botId }
  return $api.useQuery('get', `${BOT}/flows`, { params: { path } }).data?.data ?? NONE
}

/** The draft of another flow: its inputs and outputs, and for the test the flow itself. */
export function useDraftOf(botId: string, flowId: string | undefined) {
  const path = { workspace: useWorkspace().id, bot: botId, flow: flowId ?? '' }
  return $api.useQuery('get', `${BOT}/flows/{flow}/draft`, { params: { path } }, { enabled: Boolean(flowId) }).data
}

export function useTags(): readonly { name: string; count: number }[] {
  const { botId } = useForm()
  const path = { workspace: useWorkspace().id, bot: botId }
  return $api.useQuery('get', `${BOT}/tags`, { params: { path } }).data?.data ?? NONE
}

export function useMembers() {
  const path = { workspace: useWorkspace().id }
  return $api.useQuery('get', '/api/workspaces/{workspace}/members', { params: { path } }).data?.data ?? NONE
}

/** The names of the workspace's secrets, for those who may see them. */
export function useSecrets() {
  const path = { workspace: useWorkspace().id }
  const enabled = useMay('integrations:manage')
  return $api.useQuery('get', '/api/workspaces/{workspace}/secrets', { params: { path } }, { enabled }).data ?? NONE
}

export function useIntegrations() {
  const path = { workspace: useWorkspace().id }
  return $api.useQuery('get', '/api/workspaces/{workspace}/integrations', { params: { path } })
}

export function useWorkspaceDetails() {
  const path = { workspace: useWorkspace().id }
  return $api.useQuery('get', '/api/workspaces/{workspace}', { params: { path } }).data
}

/** Runs one call as the bot would, for the test and for “Try it”. */
export async function tryCall(
  at: { workspaceId: string; botId: string; flowId: string },
  call: Call,
): Promise<Outcome> {
  const path = { workspace: at.workspaceId, bot: at.botId, flow: at.flowId }
  const { data } = await api.POST(`${BOT}/flows/{flow}/tries`, { params: { path }, body: { call } })
  return CallOutcome.parse(data)
}

/** Keeps a file of the workspace; gives the address at which it can be shown. */
export async function putFile(workspaceId: string, file: File): Promise<string> {
  const body = new FormData()
  body.set('file', file)
  const headers = { 'X-Requested-With': 'switchboard' }
  const response = await fetch(`/api/workspaces/${workspaceId}/files`, { method: 'POST', headers, body })
  if (!response.ok) throw await problemOf(response)
  return StoredFile.parse(await response.json()).url
}

/** Says what a field holds. Sent by hand: the typed client cannot write the value, which may hold values in turn. */
export async function describeField(
  at: { workspaceId: string; botId: string },
  field: Pick<Field, 'scope' | 'name' | 'kind'>,
): Promise<void> {
  const headers = { 'X-Requested-With': 'switchboard', 'Content-Type': 'application/json' }
  const path = `/api/workspaces/${at.workspaceId}/bots/${at.botId}/fields`
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(field) })
  if (!response.ok) throw await problemOf(response)
  await refresh(`${BOT}/fields`)
}

/** The address at which a program begins the flow at this entry; null until the entry is published. */
export function useHook(entryId: string) {
  const { botId, flowId } = useForm()
  const path = { workspace: useWorkspace().id, bot: botId, flow: flowId, entry: entryId }
  const hook = $api.useQuery('get', `${BOT}/flows/{flow}/hooks/{entry}`, { params: { path } })
  const renew = $api.useMutation('post', `${BOT}/flows/{flow}/hooks/{entry}`, {
    onSuccess: () => refresh(`${BOT}/flows/{flow}/hooks/{entry}`),
  })
  const isMissing = hook.error instanceof Problem && hook.error.status === 404
  return {
    address: hook.data?.address ?? null,
    isLoading: hook.isLoading,
    error: (isMissing ? null : hook.error) ?? renew.error,
    renew: () => renew.mutate({ params: { path } }),
  }
}

const NONE: [] = []
