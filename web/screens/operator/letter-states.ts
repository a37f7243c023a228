/** A kept letter, and the words for how far it got. */
import { useLingui } from '@lingui/react/macro'
import type { paths } from '../../api-types.ts'

export type Letter =
  paths['/api/operator/letters']['get']['responses'][200]['content']['application/json']['data'][number]

export function useStateNames(): Record<Letter['status'], string> {
  const { t } = useLingui()
  return { sent: t`Sent`, waiting: t`Waiting`, failed: t`Failed`, kept: t`Kept here` }
}
