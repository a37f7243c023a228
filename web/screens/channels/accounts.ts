/** The accounts that a channel can be reached through, and the one that is chosen. */
import { useState } from 'react'
import type { ChannelInfo } from '../../../shared/channels.ts'
import type { IntegrationInfo } from '../../../shared/integrations.ts'
import { $api } from '../../api.ts'
import { useWorkspace } from '../../me.ts'

export interface AccountChoice {
  possible: IntegrationInfo[]
  chosen: IntegrationInfo | undefined
  choose: (name: string) => void
  /** An account is connected, or none is needed. */
  isReady: boolean
  isLoading: boolean
  error: unknown
  retry: () => void
}

export function useAccount({ through }: ChannelInfo, before: string | null): AccountChoice {
  const { id: workspace } = useWorkspace()
  const [name, choose] = useState(before)
  const { data, error, refetch } = $api.useQuery(
    'get',
    '/api/workspaces/{workspace}/integrations',
    { params: { path: { workspace } } },
    { enabled: through.length > 0 },
  )
  const possible = (data ?? []).filter((each) => through.includes(each.name))
  const only = possible.length === 1 ? possible[0] : undefined
  const chosen = possible.find((each) => each.name === name) ?? possible.find(({ connection }) => connection) ?? only
  return {
    possible,
    chosen,
    choose,
    isReady: through.length === 0 || Boolean(chosen?.connection),
    isLoading: through.length > 0 && !data && !error,
    error,
    retry: () => void refetch(),
  }
}
