/** The workspace at a glance: first steps, figures of now, and who wrote last. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Page, Section } from '../../kit/page.tsx'
import { useMay, useMe, useWorkspace } from '../../me.ts'
import { Checklist } from './checklist.tsx'
import { Figures } from './figures.tsx'
import { FirstBot } from './first-bot.tsx'
import { Recent } from './recent.tsx'
import { SampleNote } from './sample-note.tsx'

export function Home() {
  const { t } = useLingui()
  const { user } = useMe()
  const workspace = useWorkspace()
  const mayCreate = useMay('bots:manage') && workspace.access === 'complete'
  const mayChat = useMay('live-chat:use')
  const isEmpty = workspace.bots === 0
  const name = user.name.split(' ')[0] ?? user.name
  return (
    <Page title={greeting(t, name)} lead={<Trans>This is what happens in {workspace.name}.</Trans>}>
      {workspace.isDemo && <SampleNote />}
      {isEmpty && mayCreate ? (
        <FirstBot />
      ) : (
        <>
          <Checklist />
          <Figures />
          {mayChat && (
            <Section title={t`Recent conversations`}>
              <Recent />
            </Section>
          )}
        </>
      )}
    </Page>
  )
}

type Say = ReturnType<typeof useLingui>['t']

function greeting(t: Say, name: string): string {
  const hour = new Date().getHours()
  if (hour >= 5 && hour < 12) return t`Good morning, ${name}`
  return hour >= 12 && hour < 18 ? t`Good afternoon, ${name}` : t`Good evening, ${name}`
}
