/** A state of a flow to be looked at: one of its versions, or the draft. */
import { useMemo } from 'react'
import { Flow } from '../../../engine/flow.ts'
import type { FlowVersion } from '../../../shared/flows.ts'
import { $api } from '../../api.ts'
import { FLOW, type Place, VERSIONS } from './version-changes.ts'

export interface FlowState {
  flow: Flow | undefined
  /** none where it is the draft */
  version: FlowVersion | undefined
  error: unknown
  retry: () => void
}

export function useFlowState(place: Place, state: string | undefined): FlowState {
  const isDraft = state === 'draft'
  const draft = $api.useQuery('get', `${FLOW}/draft`, { params: { path: place } }, { enabled: isDraft })
  const version = $api.useQuery(
    'get',
    `${VERSIONS}/{version}`,
    { params: { path: { ...place, version: state ?? '' } } },
    { enabled: state !== undefined && !isDraft },
  )
  const { data, error, refetch } = isDraft ? draft : version
  const stored = data?.flow
  const flow = useMemo(() => (stored ? Flow.parse(stored) : undefined), [stored])
  return { flow, version: isDraft ? undefined : version.data, error, retry: () => void refetch() }
}
