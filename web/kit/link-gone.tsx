/** What a link of a letter shows when it is used, replaced or too old: the same words whatever the reason. */
import { useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { PublicLayout } from './public-layout.tsx'

/** `children` say what to do instead. */
export function LinkGone({ children }: { children: ReactNode }) {
  const { t } = useLingui()
  return (
    <PublicLayout
      title={t`This link is no longer valid`}
      lead={t`It may be too old, used already, or replaced by a newer one.`}
    >
      <Text component="div">{children}</Text>
    </PublicLayout>
  )
}
