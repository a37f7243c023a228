/** What the test waits for besides words: an answer from outside, a time, or the team. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Collapse, Group, Loader, Text, Textarea } from '@mantine/core'
import { IconClock, IconHeadset, IconPlugConnected } from '@tabler/icons-react'
import { useState } from 'react'
import type { Call } from '../../../../engine/call.ts'
import { ProblemNote } from '../../../kit/problem.tsx'
import { useReader } from '../../../kit/reader.ts'
import { useEditor } from '../store/use-editor.ts'
import { useStepWords } from '../words/step-words.ts'
import classes from './test-panel.module.css'
import { useSpan } from './time-passed.tsx'
import type { Pending } from './trial-state.ts'
import { useTrial, useTrialState } from './use-trial.ts'

export function Waiting({ timezone }: { timezone: string }) {
  const pending = useTrialState((state) => state.pending)
  const timer = useTrialState((state) => state.timer)
  const isHandedOver = useTrialState((state) => state.isHandedOver)
  const error = useTrialState((state) => state.error)
  return (
    <>
      {pending && <CallCard key={pending.id} pending={pending} />}
      {pending && error !== null && <ProblemNote error={error} />}
      {timer && <TimerCard at={timer.at} timezone={timezone} />}
      {isHandedOver && <HandedOver />}
    </>
  )
}

function CallCard({ pending }: { pending: Pending }) {
  const { t } = useLingui()
  const trial = useTrial()
  const step = useEditor((state) => state.flow.steps[pending.stepId])
  const { title } = useStepWords()
  const kept = useTrialState((state) => state.answers[pending.stepId])
  const mayRun = useEditor(({ place }) => place.botId !== '')
  const [isByHand, setByHand] = useState(kept?.kind === 'by-hand' || !mayRun)
  const [json, setJson] = useState(kept?.kind === 'by-hand' ? kept.json : SAMPLES[pending.call.kind])
  const [isKept, setKept] = useState(false)
  if (pending.isRunning)
    return (
      <div className={classes.card} role="status">
        <Loader size="xs" /> <Trans>Waiting for the answer…</Trans>
      </div>
    )
  const answer = () => void trial.answer(isByHand ? { kind: 'by-hand', json } : { kind: 'run' }, isKept)
  return (
    <div className={classes.card}>
      <div className={classes.cardHead}>
        <IconPlugConnected size={16} aria-hidden="true" />
        <strong>{step ? title(step) : <Trans>A step</Trans>}</strong>
      </div>
      <Text size="xs" c="dimmed" className={classes.mono}>
        {addressOf(pending.call)}
      </Text>
      <Collapse expanded={isByHand}>
        {isByHand && (
          <Textarea
            label={t`The answer, as JSON`}
            value={json}
            onChange={(event) => setJson(event.currentTarget.value)}
            minRows={3}
            maxRows={10}
            spellCheck={false}
            classNames={{ input: classes.mono }}
          />
        )}
      </Collapse>
      <Checkbox
        label={t`Answer this step always so`}
        checked={isKept}
        onChange={(event) => setKept(event.currentTarget.checked)}
      />
      <Group gap={6}>
        <Button size="xs" onClick={answer}>
          {isByHand ? <Trans>Answer so</Trans> : <Trans>Really send it</Trans>}
        </Button>
        {mayRun && (
          <Button size="xs" variant="default" onClick={() => setByHand(!isByHand)}>
            {isByHand ? <Trans>Send it instead</Trans> : <Trans>Answer by hand</Trans>}
          </Button>
        )}
        <Button size="xs" variant="subtle" color="gray" onClick={() => void trial.fail('timeout')}>
          <Trans>No answer</Trans>
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={() => void trial.fail('failed')}>
          <Trans>It fails</Trans>
        </Button>
      </Group>
    </div>
  )
}

const SAMPLES: Record<Call['kind'], string> = {
  http: '{\n  "ok": true\n}',
  integration: '{\n  "id": "1"\n}',
  code: '{\n  "result": 1\n}',
  ai: '{\n  "text": "Hello",\n  "tokens": 10\n}',
}

export function addressOf(call: Call): string {
  if (call.kind === 'http') return `${call.method} ${call.url}`
  if (call.kind === 'integration') return `${call.integration} · ${call.action}`
  return call.kind === 'ai' ? `${call.model} · ${call.prompt || call.system}`.slice(0, 200) : call.source.slice(0, 200)
}

function TimerCard({ at, timezone }: { at: string; timezone: string }) {
  const trial = useTrial()
  const { language, timeFormat } = useReader()
  const span = useSpan()
  const left = Date.parse(at) - trial.now().getTime()
  const time = new Intl.DateTimeFormat(language, {
    timeZone: timezone,
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: timeFormat === '12h' ? 'h12' : 'h23',
  }).format(new Date(at))
  const wait = span(left)
  return (
    <div className={classes.card}>
      <div className={classes.cardHead}>
        <IconClock size={16} aria-hidden="true" />
        <span>
          <Trans>Waits until {time}</Trans>
        </span>
      </div>
      <Button size="xs" variant="default" w="fit-content" onClick={() => void trial.skipWait()}>
        <Trans>Skip the wait: {wait}</Trans>
      </Button>
    </div>
  )
}

function HandedOver() {
  const trial = useTrial()
  return (
    <div className={classes.card}>
      <div className={classes.cardHead}>
        <IconHeadset size={16} aria-hidden="true" />
        <span>
          <Trans>Your team would answer now; the bot is silent.</Trans>
        </span>
      </div>
      <Button size="xs" variant="default" w="fit-content" onClick={() => void trial.giveBack()}>
        <Trans>Give it back to the bot</Trans>
      </Button>
    </div>
  )
}
