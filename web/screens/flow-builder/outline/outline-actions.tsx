/** What one can do with a step of the outline: buttons for all that dragging does on the canvas. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconFlag,
  IconPlus,
  IconRoute,
  IconTrash,
} from '@tabler/icons-react'
import { blockOf, type Step } from '../../../../engine/blocks/blocks.ts'
import { openWayOf } from '../edits/flow-edits.ts'
import { aboveOf, belowOf, rise } from '../edits/flow-moves.ts'
import { useRemoving } from '../store/removing.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { useStepWords } from '../words/step-words.ts'
import classes from './outline.module.css'

export function OutlineActions({ id, step, isSelected }: { id: string; step: Step; isSelected: boolean }) {
  const { t } = useLingui()
  const editor = useEditorStore()
  const { title } = useStepWords()
  const isReadOnly = useEditor((state) => state.isReadOnly)
  if (isReadOnly) return null
  const name = title(step)
  const addAfter = () =>
    editor.ask({ kind: 'palette', from: openWayOf(editor.get().flow, id) ?? { stepId: id, handle: 'next' } })
  const canAdd = blockOf(step).edges(step).length > 0
  return (
    <div className={classes.actions}>
      {isSelected && canAdd && (
        <ActionIcon aria-label={t`Add a step after ${name}`} onClick={addAfter}>
          <IconPlus size={16} />
        </ActionIcon>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t`Actions for ${name}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Items id={id} canAdd={canAdd} onAdd={addAfter} />
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

function Items({ id, canAdd, onAdd }: { id: string; canAdd: boolean; onAdd: () => void }) {
  const editor = useEditorStore()
  const remove = useRemoving()
  const flow = useEditor((state) => state.flow)
  const below = belowOf(flow, id)
  const canRemove = Object.keys(flow.steps).length > 1
  return (
    <>
      <Menu.Item leftSection={<IconPlus size={16} />} disabled={!canAdd} onClick={onAdd}>
        <Trans>Add a step after it</Trans>
      </Menu.Item>
      <Menu.Item
        leftSection={<IconRoute size={16} />}
        disabled={!canAdd}
        onClick={() => editor.ask({ kind: 'connect', stepId: id })}
      >
        <Trans>Lead elsewhere</Trans>
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowUp size={16} />}
        disabled={!aboveOf(flow, id)}
        onClick={() => editor.change('moved', rise(flow, id))}
      >
        <Trans>Move up</Trans>
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowDown size={16} />}
        disabled={!below}
        onClick={() => below && editor.change('moved', rise(flow, below))}
      >
        <Trans>Move down</Trans>
      </Menu.Item>
      <Menu.Item leftSection={<IconFlag size={16} />} disabled={flow.start === id} onClick={() => editor.setStart(id)}>
        <Trans>Begin here</Trans>
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => editor.duplicate([id])}>
        <Trans>Make a copy</Trans>
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        color="var(--sb-danger-text)"
        leftSection={<IconTrash size={16} />}
        disabled={!canRemove}
        onClick={() => remove([id])}
      >
        <Trans>Remove</Trans>
      </Menu.Item>
    </>
  )
}
