/** The links to help that the installation names; the one it comes with is in the reader's language. */
import { useLingui } from '@lingui/react/macro'
import { useMe } from '../me.ts'

const AS_SHIPPED = 'Documentation'

export function useSupportLinks(): { label: string; url: string }[] {
  const { t } = useLingui()
  const { support } = useMe()
  return support.map(({ label, url }) => ({ label: label === AS_SHIPPED ? t`Documentation` : label, url }))
}
