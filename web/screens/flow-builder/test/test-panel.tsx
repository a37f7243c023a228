/** A chat with the flow as it stands, which nobody else sees; what each step did, and every value, beside it. */
import { Trans, useLingui } from '@lingui/react/macro'
import { SegmentedControl, Text } from '@mantine/core'
import { useState } from 'react'
import { AsIfForm } from './as-if.tsx'
import { BeginMenu } from './begin-menu.tsx'
import { Chat } from './chat.tsx'
import classes from './test-panel.module.css'
import { TracePanel } from './trace.tsx'
import { useAround } from './use-around.ts'
import { useTrial } from './use-trial.ts'
import { ValuesPanel } from './values.tsx'

type View = 'chat' | 'trace' | 'values' | 'as-if'

export function TestPanel() {
  const { t } = useLingui()
  const trial = useTrial()
  const timezone = useAround(trial)
  const [view, setView] = useState<View>('chat')
  return (
    <section className={classes.panel} aria-label={t`Test`}>
      <header className={classes.head}>
        <SegmentedControl
          size="xs"
          flex={1}
          aria-label={t`What is shown of the test`}
          value={view}
          onChange={(chosen) => setView(isView(chosen) ? chosen : 'chat')}
          data={[
            { value: 'chat', label: t`Chat` },
            { value: 'trace', label: t`Trace` },
            { value: 'values', label: t`Values` },
            { value: 'as-if', label: t`As if` },
          ]}
        />
        <BeginMenu onBegin={() => setView('chat')} />
      </header>
      {view === 'chat' && <Chat timezone={timezone} />}
      {view === 'trace' && <TracePanel />}
      {view === 'values' && <ValuesPanel />}
      {view === 'as-if' && <AsIfForm timezone={timezone} />}
      {view !== 'chat' && view !== 'as-if' && (
        <Text size="xs" c="dimmed" className={classes.foot}>
          <Trans>This is the draft in a test. Nobody else sees it.</Trans>
        </Text>
      )}
    </section>
  )
}

function isView(word: string): word is View {
  return word === 'chat' || word === 'trace' || word === 'values' || word === 'as-if'
}
