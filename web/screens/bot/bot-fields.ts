/** The fields that are described for a bot. */
import { useMemo } from 'react'
import { Field } from '../../../shared/fields.ts'
import { $api } from '../../api.ts'
import { useWorkspace } from '../../me.ts'

export const FIELDS = '/api/workspaces/{workspace}/bots/{bot}/fields'

/** None while no bot is chosen. */
export function useBotFields(botId: string | null) {
  const { id } = useWorkspace()
  const path = { workspace: id, bot: botId ?? '' }
  const { data, error, refetch } = $api.useQuery('get', FIELDS, { params: { path } }, { enabled: botId !== null })
  const fields = useMemo(() => data && Field.array().parse(data.data), [data])
  return { fields, error, refetch }
}
