/** The flow as a list in its order: read by those who do not see the canvas, and the way to edit on a phone. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { IconArrowRight, IconPlus } from '@tabler/icons-react'
import { memo, useEffect, useMemo, useRef } from 'react'
import { itemOf } from '../edits/flow-edits.ts'
import { useEngineWords } from '../engine-words/engine-words.ts'
import { ENTRY_ICONS } from '../inspector/entry-icons.ts'
import { ProblemMark } from '../problems/problem-mark.tsx'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { iconOf } from '../words/block-icons.ts'
import { useEntryWords } from '../words/entry-words.ts'
import { useGistWords } from '../words/gist-words.ts'
import { useStepWords } from '../words/step-words.ts'
import classes from './outline.module.css'
import { OutlineActions } from './outline-actions.tsx'
import { type OutlineRow, outlineRows } from './outline-rows.ts'

export function Outline({ isLarge = false }: { isLarge?: boolean }) {
  const { t } = useLingui()
  const editor = useEditorStore()
  const flow = useEditor((state) => state.flow)
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const rows = useMemo(() => outlineRows(flow), [flow])
  const list = useRef<HTMLUListElement>(null)
  useShown(list)
  return (
    <nav className={classes.outline} data-large={isLarge || undefined} aria-label={t`Outline`}>
      <ul ref={list} className={classes.list}>
        <Doors />
        {rows.map((row) => (
          <Row key={row.key} row={row} isLarge={isLarge} />
        ))}
      </ul>
      {isLarge && !isReadOnly && (
        <Button
          variant="default"
          fullWidth
          mt="md"
          leftSection={<IconPlus size={16} />}
          onClick={() => editor.ask({ kind: 'palette' })}
        >
          <Trans>Add a step</Trans>
        </Button>
      )}
    </nav>
  )
}

/** What begins the flow beside its start. */
function Doors() {
  const editor = useEditorStore()
  const words = useEntryWords()
  const entries = useEditor((state) => state.flow.entries)
  const selected = useEditor((state) => state.selection.at(-1))
  return entries?.map((entry) => {
    const { kind, detail } = words(entry)
    const id = `entry:${entry.id}`
    const Icon = ENTRY_ICONS[entry.kind]
    return (
      <li key={id} className={classes.item}>
        <button
          type="button"
          className={classes.row}
          aria-current={selected === id || undefined}
          data-door
          onClick={() => editor.goTo(id)}
        >
          <Icon size={16} stroke={1.7} aria-hidden="true" className={classes.icon} />
          <span className={classes.words}>
            <span className={classes.title}>{kind}</span>
            {detail && <span className={classes.gist}>{detail}</span>}
          </span>
        </button>
      </li>
    )
  })
}

const Row = memo(function Row({ row, isLarge }: { row: OutlineRow; isLarge: boolean }) {
  if (row.kind === 'lonely')
    return (
      <li className={classes.lonely}>
        <Text size="xs" fw={500} c="dimmed">
          <Trans>No way leads to these</Trans>
        </Text>
      </li>
    )
  return row.kind === 'jump' ? <Jump row={row} /> : <StepRow row={row} isLarge={isLarge} />
})

function StepRow({
  row: { id, depth, way },
  isLarge,
}: {
  row: Extract<OutlineRow, { kind: 'step' }>
  isLarge: boolean
}) {
  const { t } = useLingui()
  const editor = useEditorStore()
  const words = useEngineWords()
  const { title } = useStepWords()
  const { line } = useGistWords()
  const step = useEditor((state) => state.flow.steps[id])
  const isStart = useEditor((state) => state.flow.start === id)
  const isSelected = useEditor((state) => state.selection.at(-1) === id)
  const isCurrent = useEditor((state) => state.trace?.current === id)
  if (!step) return null
  const Icon = iconOf(itemOf(step).icon)
  const gist = line(step)
  return (
    <li className={classes.item} data-depth={depth} data-step={id}>
      {way && <span className={classes.way}>{words(way)}</span>}
      <div className={classes.line} data-selected={isSelected || undefined} data-current={isCurrent || undefined}>
        <button
          type="button"
          className={classes.row}
          aria-current={isSelected || undefined}
          onClick={() => editor.goTo(id)}
        >
          <Icon size={16} stroke={1.7} aria-hidden="true" className={classes.icon} />
          <span className={classes.words}>
            <span className={classes.title}>
              {title(step)}
              {isStart && <span className={classes.start}>{t`Start`}</span>}
            </span>
            {gist && <span className={classes.gist}>{gist}</span>}
          </span>
          <ProblemMark id={id} />
        </button>
        {(isSelected || isLarge) && <OutlineActions id={id} step={step} isSelected={isSelected} />}
      </div>
    </li>
  )
}

function Jump({ row: { to, way, depth } }: { row: Extract<OutlineRow, { kind: 'jump' }> }) {
  const editor = useEditorStore()
  const words = useEngineWords()
  const { full } = useStepWords()
  const target = useEditor((state) => state.flow.steps[to])
  const name = target ? full(target) : to
  return (
    <li className={classes.item} data-depth={depth}>
      {way && <span className={classes.way}>{words(way)}</span>}
      <button type="button" className={classes.jump} onClick={() => editor.goTo(to)}>
        <IconArrowRight size={14} aria-hidden="true" />
        <span className={classes.jumpWords}>
          <Trans>On to {name}</Trans>
        </span>
      </button>
    </li>
  )
}

/** The step that is selected elsewhere comes into view here too. */
function useShown(list: React.RefObject<HTMLUListElement | null>): void {
  const selected = useEditor((state) => state.selection.at(-1))
  useEffect(() => {
    if (!selected) return
    list.current?.querySelector(`[data-step="${CSS.escape(selected)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [list, selected])
}
