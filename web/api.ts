/** The typed client of the API: `api` for one-off calls, `$api` for queries and mutations in screens. */
import { QueryClient } from '@tanstack/react-query'
import createFetchClient from 'openapi-fetch'
import createQueryClient from 'openapi-react-query'
import type { paths } from './api-types.ts'
import { Problem, problemOf } from './problem.ts'
import { askForProof } from './proof.ts'

export const api = createFetchClient<paths>({
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  headers: { 'X-Requested-With': 'switchboard' },
})

export const $api = createQueryClient(api)

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (failures, error) => !(error instanceof Problem) && failures < 2 },
    mutations: { networkMode: 'always' },
  },
})

/** Pages anyone may open; a 401 there is an answer, not a reason to leave. */
const PUBLIC =
  /^\/(sign-in|sign-up|verify-email|forgotten-password|password-reset|email-change|setup|invitation|template|kit)(\/|$)/

/** Requests under way that change something, to be sent once more when they first want a proof. */
const underWay = new Map<string, Request>()

api.use({
  onRequest({ id, request }) {
    if (request.method !== 'GET') underWay.set(id, request.clone())
  },
  async onResponse({ id, response }) {
    const request = underWay.get(id)
    underWay.delete(id)
    if (response.ok) return undefined
    const problem = await problemOf(response)
    if (problem.code === 'not-signed-in' && !PUBLIC.test(window.location.pathname)) goToSignIn()
    if (problem.code !== 'prove-again' || !request || !(await askForProof())) throw problem

    const second = await fetch(request)
    if (!second.ok) throw await problemOf(second)
    return second
  },
  onError({ id }) {
    underWay.delete(id)
  },
})

/** Sends a picture as it is, to be kept as one's photo or a workspace's logo. */
export async function sendPicture(
  path: '/api/me/photo' | `/api/workspaces/${string}/logo`,
  picture: Blob,
): Promise<void> {
  const headers = { 'X-Requested-With': 'switchboard', 'Content-Type': picture.type || 'image/png' }
  const response = await fetch(path, { method: 'PUT', headers, body: picture })
  if (!response.ok) throw await problemOf(response)
}

/** Makes every list of this path fresh, in the workspace named by its parameters; e.g. `refresh('/api/me')`. */
export function refresh(...pathsToRefresh: (keyof paths)[]): Promise<void> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey }) => pathsToRefresh.some((path) => path === queryKey[1]),
  })
}

/** Drops all that another workspace's screens have fetched, so that nothing of it can be seen in the next. */
export function forgetOtherWorkspaces(workspaceId: string): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => isOfAnother(queryKey, workspaceId) })
}

function isOfAnother(queryKey: readonly unknown[], workspaceId: string): boolean {
  const path = queryKey[1]
  if (typeof path !== 'string' || !path.startsWith('/api/workspaces/{workspace}')) return false
  return !JSON.stringify(queryKey[2] ?? null).includes(workspaceId)
}

/** A full load, so that nothing of the ended session stays in memory. */
function goToSignIn(): void {
  const here = window.location.pathname + window.location.search
  window.location.assign(here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`)
}
