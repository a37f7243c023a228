/** The text of a note on the canvas. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Menu, Textarea, Title } from '@mantine/core'
import { IconNote, IconTrash } from '@tabler/icons-react'
import type { Note } from '../edits/flow-edits.ts'
import { useRemoving } from '../store/removing.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import classes from './inspector.module.css'
import { PanelHead } from './panel-head.tsx'

export function NotePanel({ note }: { note: Note }) {
  const { t } = useLingui()
  const editor = useEditorStore()
  const remove = useRemoving()
  const isReadOnly = useEditor((state) => state.isReadOnly)
  return (
    <>
      <PanelHead
        icon={IconNote}
        name={t`Note`}
        title={<Title order={2}>{t`Note`}</Title>}
        sub={t`For the team; people who chat never see it.`}
        actions={
          !isReadOnly && (
            <Menu.Item
              color="var(--sb-danger-text)"
              leftSection={<IconTrash size={16} />}
              onClick={() => remove([`note:${note.id}`])}
            >
              <Trans>Remove</Trans>
            </Menu.Item>
          )
        }
      />
      <div className={classes.body}>
        <Textarea
          label={t`Text`}
          value={note.text}
          onChange={(event) => editor.setNote({ ...note, text: event.currentTarget.value })}
          maxLength={1000}
          minRows={6}
          readOnly={isReadOnly}
          data-autofocus
        />
      </div>
    </>
  )
}
