/** Asks outside once, as the step would, and shows the answer; a tap on a part of it keeps that part. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { blockOf, Step } from '../../../../engine/blocks/blocks.ts'
import type { CallOutcome } from '../../../../engine/call.ts'
import { ProblemNote } from '../../../kit/problem.tsx'
import { useNumber } from '../../../kit/reader.ts'
import { useEditorStore } from '../store/use-editor.ts'
import { trialOf } from '../test/trial.ts'
import { AnswerTree } from './answer-tree.tsx'
import classes from './controls/controls.module.css'
import { useForm } from './form-context.ts'
import { tryCall } from './from-server.ts'

interface TryCallProps {
  step: Readonly<Record<string, unknown>>
  onPick: (path: string) => void
}

interface Tried {
  outcome: CallOutcome
  milliseconds: number
}

export function TryCall({ step, onPick }: TryCallProps) {
  const { t } = useLingui()
  const { workspaceId, botId, flowId, stepId, isReadOnly } = useForm()
  const editor = useEditorStore()
  const [tried, setTried] = useState<Tried | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [isAsking, setAsking] = useState(false)
  const parsed = Step.safeParse(step)
  const isSound =
    parsed.success &&
    !blockOf(parsed.data)
      .check(parsed.data)
      .some(({ severity }) => severity === 'error')
  const ask = async () => {
    if (!parsed.success) return
    const call = trialOf(editor).callOf(stepId, parsed.data)
    if (!call) return
    setAsking(true)
    setError(null)
    const since = performance.now()
    try {
      const outcome = await tryCall({ workspaceId, botId, flowId }, call)
      setTried({ outcome, milliseconds: performance.now() - since })
    } catch (failure) {
      setError(failure)
    } finally {
      setAsking(false)
    }
  }
  if (isReadOnly) return null
  return (
    <div className={classes.group}>
      <Button
        variant="default"
        size="xs"
        w="fit-content"
        leftSection={<IconPlayerPlay size={14} />}
        onClick={() => void ask()}
        loading={isAsking}
        disabled={!isSound}
      >
        <Trans>Try it now</Trans>
      </Button>
      <Text size="xs" c="dimmed">
        <Trans>
          It is really sent, with the values of the test beside the canvas. Tap a part of the answer to keep it.
        </Trans>
      </Text>
      <ProblemNote error={error} onRetry={() => void ask()} />
      {tried && (
        <div className={classes.group} role="status">
          <Outcome {...tried} />
          {tried.outcome.data !== undefined && (
            <AnswerTree label={t`Answer`} value={tried.outcome.data} path="data" onPick={onPick} />
          )}
        </div>
      )}
    </div>
  )
}

export function Outcome({ outcome, milliseconds }: Tried) {
  const time = useNumber()(Math.round(milliseconds))
  const { status } = outcome
  const isFine = outcome.ok && (status === undefined || status < 400)
  return (
    <Text size="sm" fw={500} c={isFine ? undefined : 'red'}>
      {outcome.ok ? (
        status === undefined ? (
          <Trans>Answered in {time} ms</Trans>
        ) : (
          <Trans>
            Status {status}, in {time} ms
          </Trans>
        )
      ) : (
        outcome.message
      )}
    </Text>
  )
}
