/** The form of one way into the flow. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Menu, Stack, Text, Title } from '@mantine/core'
import { IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import type { Entry } from '../../../../engine/entry.ts'
import { useRemoving } from '../store/removing.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { trialOf } from '../test/trial.ts'
import { ENTRY_KINDS } from '../words/entry-words.ts'
import { StepSelect } from './controls/step-select.tsx'
import { EntryFields } from './entry-fields.tsx'
import { useEntryHelp } from './entry-help.ts'
import { ENTRY_ICONS } from './entry-icons.ts'
import { problemFaults } from './faults.ts'
import classes from './inspector.module.css'
import { PanelHead } from './panel-head.tsx'
import { PartFaults } from './part-faults.tsx'

export function EntryPanel({ entry }: { entry: Entry }) {
  const { t } = useLingui()
  const { _ } = useWords()
  const editor = useEditorStore()
  const remove = useRemoving()
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const problems = useEditor((state) => state.problems)
  const help = useEntryHelp()(entry.kind)
  const kind = _(ENTRY_KINDS[entry.kind])
  const tryIt = () => {
    editor.open('test')
    void trialOf(editor).begin({ kind: 'entry', entryId: entry.id })
  }
  return (
    <>
      <PanelHead
        icon={ENTRY_ICONS[entry.kind]}
        category="move"
        name={kind}
        title={<Title order={2}>{kind}</Title>}
        sub={help}
        actions={
          <>
            <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={tryIt}>
              <Trans>Try it</Trans>
            </Menu.Item>
            {!isReadOnly && (
              <Menu.Item
                color="var(--sb-danger-text)"
                leftSection={<IconTrash size={16} />}
                onClick={() => remove([`entry:${entry.id}`])}
              >
                <Trans>Remove</Trans>
              </Menu.Item>
            )}
          </>
        }
      />
      <div className={classes.body}>
        <Stack gap="md">
          <PartFaults faults={problemFaults(problems, `entry:${entry.id}`)} />
          <EntryFields entry={entry} onChange={(next) => editor.setEntry(next)} />
          <StepSelect
            label={t`Begins at`}
            value={entry.to}
            onChange={(to) => editor.setEntry(to === undefined ? withoutTo(entry) : { ...entry, to })}
            nothing={t`The start of the flow`}
          />
        </Stack>
      </div>
    </>
  )
}

/** The start itself: which step it is. */
export function StartPanel() {
  const { t } = useLingui()
  const editor = useEditorStore()
  const start = useEditor((state) => state.flow.start)
  return (
    <>
      <PanelHead icon={IconPlayerPlay} category="move" name={t`Start`} title={<Title order={2}>{t`Start`}</Title>} />
      <div className={classes.body}>
        <StepSelect
          label={t`The flow begins at`}
          value={start}
          onChange={(id) => id !== undefined && editor.setStart(id)}
        />
        <Text size="xs" c="dimmed" mt="xs">
          <Trans>Every other way into the flow that names no step begins here too.</Trans>
        </Text>
      </div>
    </>
  )
}

function withoutTo(entry: Entry): Entry {
  const { to: _, ...rest } = entry
  return rest
}
