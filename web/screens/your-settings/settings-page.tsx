/** The head of all pages of "Your settings", with the tabs between them (U1). */
import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { LinkTabs } from '../../kit/link-tabs.tsx'
import { Page } from '../../kit/page.tsx'

export function SettingsPage({ children }: { children: ReactNode }) {
  const { t } = useLingui()
  const tabs = [
    { label: t`Profile`, href: '/settings' },
    { label: t`Security`, href: '/settings/security' },
    { label: t`Keyboard`, href: '/settings/keyboard' },
    { label: t`Account`, href: '/settings/account' },
  ]
  return (
    <Page
      title={t`Your settings`}
      lead={t`They are yours alone and apply in every workspace.`}
      width="narrow"
      tabs={<LinkTabs label={t`Your settings`} tabs={tabs} />}
    >
      {children}
    </Page>
  )
}
