/** The workspace at a glance: first steps, figures of now, and who wrote last. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Page, Section } from '../../kit/page.tsx'
import { useReader } from '../../kit/reader.ts'
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
  const greeting = useGreeting(user.name.split(' ')[0] ?? user.name)
  return (
    <Page title={greeting} lead={<Trans>This is what happens in {workspace.name}.</Trans>}>
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

/** By the clock of the reader's own timezone. */
function useGreeting(name: string): string {
  const { t } = useLingui()
  const { timezone } = useReader()
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: timezone })
  const hour = Number(clock.format(new Date()))
  if (hour >= 5 && hour < 12) return t`Good morning, ${name}`
  return hour >= 12 && hour < 18 ? t`Good afternoon, ${name}` : t`Good evening, ${name}`
}
