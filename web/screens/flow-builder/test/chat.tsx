/** The chat of a test. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { Incoming } from '../../../../shared/messages.ts'
import { ContentView } from '../../../kit/content.tsx'
import { Answer } from './answer.tsx'
import { EffectLine } from './effect-line.tsx'
import classes from './test-panel.module.css'
import { TimePassed } from './time-passed.tsx'
import type { Line, TrialState } from './trial-state.ts'
import { useTrial, useTrialState } from './use-trial.ts'
import { Waiting } from './waiting.tsx'

export function Chat({ timezone }: { timezone: string }) {
  const { t } = useLingui()
  const trial = useTrial()
  const state = useTrialState(whole)
  const log = useRef<HTMLDivElement>(null)
  const { lines, isStarted, pending, timer } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is new is scrolled to
  useEffect(() => {
    const box = log.current
    if (box) box.scrollTop = box.scrollHeight
  }, [lines, pending, timer])
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <div ref={log} className={classes.log} role="log" aria-label={t`Test chat`} aria-live="polite" tabIndex={0}>
        {!isStarted && <Invitation timezone={timezone} />}
        {lines.map((line, index) => (
          <LogLine
            key={line.key}
            line={line}
            isAnswered={isAnswered(lines, index)}
            onTap={(answer) => void trial.hear(answer)}
          />
        ))}
        <Waiting timezone={timezone} />
      </div>
      {isStarted ? (
        <Answer key={lines.length} />
      ) : (
        <div className={classes.start}>
          <Button onClick={() => void trial.begin()} fullWidth variant="default">
            <Trans>Begin the chat</Trans>
          </Button>
        </div>
      )}
    </>
  )
}

function Invitation({ timezone }: { timezone: string }) {
  return (
    <Text size="sm" c="dimmed" ta="center" mt="xl" maw={280} mx="auto">
      <Trans>
        Talk to your bot while you build it. It runs exactly as it will run live, in the time of {timezone}.
      </Trans>
    </Text>
  )
}

interface LogLineProps {
  line: Line
  isAnswered: boolean
  onTap: (answer: Incoming) => void
}

function LogLine({ line, isAnswered, onTap }: LogLineProps) {
  switch (line.kind) {
    case 'person':
      return (
        <div className={classes.mine}>
          <span className={classes.hidden}>
            <Trans>You:</Trans>{' '}
          </span>
          <ContentView content={line.content} look="contact" />
        </div>
      )
    case 'bot':
      return (
        <div className={classes.said}>
          <ContentView content={line.content} onTap={onTap} isAnswered={isAnswered} />
        </div>
      )
    case 'time':
      return <TimePassed milliseconds={line.milliseconds} />
    case 'effect':
      return <EffectLine effect={line.effect} />
  }
}

/** Answers that go away do so with the next thing the person does. */
function isAnswered(lines: readonly Line[], index: number): boolean {
  return lines.slice(index + 1).some(({ kind }) => kind === 'person')
}

function whole(state: TrialState): TrialState {
  return state
}
