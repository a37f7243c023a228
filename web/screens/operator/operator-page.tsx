/** The head of the pages for operators of the installation; others learn that it is not theirs. */
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Empty } from '../../kit/empty.tsx'
import { LinkTabs } from '../../kit/link-tabs.tsx'
import { Page } from '../../kit/page.tsx'
import { useMe } from '../../me.ts'

export function OperatorPage({ children }: { children: ReactNode }) {
  const { t } = useLingui()
  const { user } = useMe()
  const tabs = [
    { label: t`Health`, href: '/operator' },
    { label: t`E-mails`, href: '/operator/letters' },
    { label: t`Workspaces`, href: '/operator/workspaces' },
    { label: t`People`, href: '/operator/users' },
  ]
  if (!user.isOperator) return <NotAnOperator />
  return (
    <Page
      title={t`Installation`}
      lead={t`For the operators of this server: how it is, what it sends, who uses it.`}
      tabs={<LinkTabs label={t`Installation`} tabs={tabs} />}
    >
      {children}
    </Page>
  )
}

function NotAnOperator() {
  const { t } = useLingui()
  return (
    <Empty drawing="locked" title={t`Only operators see this`} isPage>
      <Trans>Operators are named in the server’s configuration.</Trans>
    </Empty>
  )
}
