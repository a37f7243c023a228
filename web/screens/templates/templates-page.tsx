/** The head of the gallery and of one's own templates: tabs between them, and the button that makes one. */
import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { LinkTabs } from '../../kit/link-tabs.tsx'
import { Page } from '../../kit/page.tsx'
import { useMay, useWorkspace } from '../../me.ts'

export function TemplatesPage({ action, children }: { action?: ReactNode; children: ReactNode }) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const mayShare = useMay('templates:manage')
  const tabs = [
    { label: t`Gallery`, href: `/w/${id}/templates` },
    { label: t`Yours`, href: `/w/${id}/templates/yours` },
  ]
  return (
    <Page
      title={t`Templates`}
      lead={t`Bots and flows that are ready to use. Look inside, try them, and make them your own.`}
      action={action}
      tabs={mayShare && <LinkTabs label={t`Templates`} tabs={tabs} />}
    >
      {children}
    </Page>
  )
}
