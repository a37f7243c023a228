/** Two people changed the same steps: both forms side by side, and one picks. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { blockOf, type Step } from '../../../../engine/blocks/blocks.ts'
import { isSame } from '../../../../engine/changes/same.ts'
import { useEngineWords } from '../engine-words/engine-words.ts'
import { useEditor } from '../store/use-editor.ts'
import { useStepWords } from '../words/step-words.ts'
import classes from './conflict.module.css'
import type { DraftState } from './draft.ts'

type Pick = 'mine' | 'theirs'

export function Conflict({ draft }: { draft: DraftState }) {
  const { t } = useLingui()
  const { conflict, settle } = draft
  const [picks, setPicks] = useState<Record<string, Pick>>({})
  const name = conflict?.theirs.savedBy ?? t`Somebody`
  const ids = conflict?.stepIds ?? []
  const isDecided = ids.every((id) => picks[id])
  const finish = () => {
    settle(picks)
    setPicks({})
  }
  return (
    <Modal
      opened={conflict !== null}
      onClose={() => undefined}
      withCloseButton={false}
      size="xl"
      title={t`${name} changed the same steps`}
    >
      <Stack gap="lg">
        <Text c="dimmed" size="sm">
          <Trans>Everything else is put together. Pick what stays of these.</Trans>
        </Text>
        {conflict &&
          ids.map((id) => (
            <StepConflict
              key={id}
              id={id}
              theirs={conflict.theirs.flow.steps[id]}
              name={name}
              pick={picks[id] ?? null}
              onPick={(pick) => setPicks({ ...picks, [id]: pick })}
            />
          ))}
        <Group justify="flex-end">
          <Button disabled={!isDecided} onClick={finish}>
            <Trans>Keep these</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

interface StepConflictProps {
  id: string
  theirs: Step | undefined
  name: string
  pick: Pick | null
  onPick: (pick: Pick) => void
}

function StepConflict({ id, theirs, name, pick, onPick }: StepConflictProps) {
  const { t } = useLingui()
  const { title } = useStepWords()
  const mine = useEditor((state) => state.flow.steps[id])
  const shown = mine ?? theirs
  const sides = [
    { side: 'mine' as const, label: t`Yours`, step: mine, other: theirs },
    { side: 'theirs' as const, label: name, step: theirs, other: mine },
  ]
  return (
    <Radio.Group
      label={shown ? title(shown) : id}
      value={pick}
      onChange={(value) => onPick(value === 'mine' ? 'mine' : 'theirs')}
    >
      <div className={classes.sides}>
        {sides.map(({ side, label, step, other }) => (
          <Radio.Card key={side} value={side} className={classes.choice} aria-label={label}>
            <Group gap={8} mb={8}>
              <Radio.Indicator />
              <Text fw={500} size="sm">
                {label}
              </Text>
            </Group>
            {step ? (
              <Parts step={step} other={other} />
            ) : (
              <Text size="sm">
                <Trans>Removed</Trans>
              </Text>
            )}
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  )
}

/** What the step says and where it leads; what differs is marked. */
function Parts({ step, other }: { step: Step; other: Step | undefined }) {
  const words = useEngineWords()
  const { full } = useStepWords()
  const steps = useEditor((state) => state.flow.steps)
  const nameOf = (id: string | undefined) => (id !== undefined && steps[id] ? full(steps[id]) : id)
  const block = blockOf(step)
  const texts = block.texts(step).filter((text) => text.trim() !== '')
  const otherTexts = other ? blockOf(other).texts(other) : []
  const ways = block.edges(step).filter(({ to }) => to !== undefined)
  const otherWays = other ? blockOf(other).edges(other) : []
  return (
    <div className={classes.parts}>
      {texts.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: texts have no names, only an order
        <p key={index} data-differs={!otherTexts.includes(text) || undefined}>
          {text}
        </p>
      ))}
      {ways.map((way) => (
        <p key={way.handle} data-differs={!otherWays.some((each) => isSame(each, way)) || undefined}>
          {words(way.label)} → {nameOf(way.to)}
        </p>
      ))}
    </div>
  )
}
