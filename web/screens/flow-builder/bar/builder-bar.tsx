/** Above the canvas: which flow, whether it is saved, who else is here, and what one does with it. */
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCircleCheck,
  IconCircleX,
  IconKeyboard,
  IconPlayerPlay,
} from '@tabler/icons-react'
import type { Bot } from '../../../../shared/bots.ts'
import type { FlowInfo } from '../../../../shared/flows.ts'
import { MOD } from '../../../frame/keys.ts'
import { Watchers } from '../presence/watchers.tsx'
import { Publish } from '../publishing/publish.tsx'
import type { DraftState } from '../saving/draft.ts'
import { SaveState } from '../saving/save-state.tsx'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { useChangeWords } from '../words/change-words.ts'
import classes from './bar.module.css'
import { FlowSwitcher } from './flow-switcher.tsx'
import { ShownState } from './shown-state.tsx'

/** What a phone shows in the middle. */
export type View = 'outline' | 'canvas'

interface BuilderBarProps {
  bot: Bot
  draft: DraftState
  flows: readonly FlowInfo[]
  flow: FlowInfo
  /** null where both are seen at once */
  view: View | null
  onView: (view: View) => void
  /** what is live is looked at, instead of the draft */
  isLive: boolean
}

export function BuilderBar({ bot, draft, flows, flow, view, onView, isLive }: BuilderBarProps) {
  const { t } = useLingui()
  const editor = useEditorStore()
  const mayEdit = !useEditor((state) => state.isReadOnly)
  const isEditing = mayEdit && !isLive
  return (
    <div className={classes.bar} data-small={view !== null || undefined} role="toolbar" aria-label={t`Flow`}>
      <div className={classes.barPart}>
        <FlowSwitcher botId={bot.id} flows={flows} openId={flow.id} mayEdit={mayEdit} />
        {flow.publishedVersion && <ShownState version={flow.publishedVersion} isLive={isLive} />}
        {isEditing && <SaveState draft={draft} />}
        {view !== null && (
          <SegmentedControl
            size="xs"
            aria-label={t`View`}
            value={view}
            onChange={(value) => onView(value === 'canvas' ? 'canvas' : 'outline')}
            data={[
              { value: 'outline', label: t`List` },
              { value: 'canvas', label: t`Map` },
            ]}
          />
        )}
      </div>
      <div className={classes.barPart} data-end>
        <Watchers />
        {isEditing && <Travel />}
        {!isLive && <ProblemsButton />}
        {view === null && !isLive && (
          <Tooltip label={t`Keys (?)`}>
            <ActionIcon size="lg" aria-label={t`Keys of the flow builder`} onClick={() => editor.ask({ kind: 'keys' })}>
              <IconKeyboard size={18} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        )}
        {!isLive && <TestButton />}
        {isEditing && <Publish bot={bot} draft={draft} isMain={flow.isMain} />}
      </div>
    </div>
  )
}

function Travel() {
  const { t } = useLingui()
  const editor = useEditorStore()
  const words = useChangeWords()
  const last = useEditor(({ history }) => history.past.at(-1)?.label)
  const next = useEditor(({ history }) => history.future[0]?.label)
  const [undo, redo] = [last === undefined ? '' : words(last), next === undefined ? '' : words(next)]
  const mod = MOD.trim()
  return (
    <div className={classes.travel}>
      <Tooltip label={last === undefined ? t`Nothing to undo` : t`Undo: ${undo} (${mod} Z)`}>
        <ActionIcon
          size="lg"
          aria-label={t`Undo`}
          data-disabled={last === undefined || undefined}
          aria-disabled={last === undefined}
          onClick={() => editor.undo()}
        >
          <IconArrowBackUp size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={next === undefined ? t`Nothing to redo` : t`Redo: ${redo}`}>
        <ActionIcon
          size="lg"
          aria-label={t`Redo`}
          data-disabled={next === undefined || undefined}
          aria-disabled={next === undefined}
          onClick={() => editor.redo()}
        >
          <IconArrowForwardUp size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

function ProblemsButton() {
  const { t } = useLingui()
  const editor = useEditorStore()
  const isOpen = useEditor(({ panel }) => panel === 'problems')
  const problems = useEditor((state) => state.problems)
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const hints = problems.length - errors
  const said =
    errors > 0
      ? plural(errors, { one: '# error', other: '# errors' })
      : hints > 0
        ? plural(hints, { one: '# hint', other: '# hints' })
        : t`No problems`
  const Icon = errors > 0 ? IconCircleX : hints > 0 ? IconAlertTriangle : IconCircleCheck
  return (
    <Tooltip label={t`Problems (P)`}>
      <Button
        variant="subtle"
        className={classes.problemsButton}
        data-severity={errors > 0 ? 'error' : hints > 0 ? 'warning' : 'none'}
        aria-pressed={isOpen}
        aria-label={said}
        leftSection={<Icon size={16} stroke={1.7} aria-hidden="true" />}
        onClick={() => editor.toggle('problems')}
      >
        <span className={classes.wide}>{said}</span>
        <span className={classes.small}>{errors || hints || null}</span>
      </Button>
    </Tooltip>
  )
}

function TestButton() {
  const { t } = useLingui()
  const editor = useEditorStore()
  const isOpen = useEditor(({ panel }) => panel === 'test')
  return (
    <Tooltip label={t`Test (T)`}>
      <Button
        variant="default"
        className={classes.testButton}
        aria-label={t`Test`}
        aria-pressed={isOpen}
        leftSection={<IconPlayerPlay size={16} />}
        onClick={() => editor.toggle('test')}
      >
        <span className={classes.wide}>
          <Trans>Test</Trans>
        </span>
      </Button>
    </Tooltip>
  )
}
