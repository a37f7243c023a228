/** The menu of a step, of a way, or of the empty canvas. */
import { Trans } from '@lingui/react/macro'
import { Kbd, Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { MOD } from '../../../frame/keys.ts'
import { problemToast } from '../../../kit/undo-toast.tsx'
import { readClip } from '../edits/clipboard.ts'
import { isEntryId, isNoteId } from '../edits/ids.ts'
import { useRemoving } from '../store/removing.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import classes from './canvas.module.css'
import { focusPanel } from './canvas-focus.ts'
import { useShowAll } from './sight.ts'
import type { CanvasAsk } from './use-canvas-menu.ts'

const MODIFIER = MOD.trim()

export function CanvasMenu({ about, onClose }: { about: CanvasAsk; onClose: () => void }) {
  const { x: left, y: top } = about.point
  return (
    <Menu opened onClose={onClose} position="bottom-start" offset={2} width={240} returnFocus={false}>
      <Menu.Target>
        <span className={classes.menuPoint} style={{ left, top }} />
      </Menu.Target>
      <Menu.Dropdown onContextMenu={(event) => event.preventDefault()}>
        {about.on.kind === 'selection' && <OfSelection />}
        {about.on.kind === 'way' && <OfWay way={about.on.way} />}
        {about.on.kind === 'canvas' && <OfCanvas at={about.at} />}
      </Menu.Dropdown>
    </Menu>
  )
}

function OfSelection() {
  const editor = useEditorStore()
  const remove = useRemoving()
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const selection = useEditor((state) => state.selection)
  const flow = useEditor((state) => state.flow)
  const [id] = selection
  if (id === undefined) return null
  const isStep = selection.length === 1 && flow.steps[id] !== undefined
  const isOne = selection.length === 1 && !isNoteId(id)
  const edit = () => {
    editor.open('inspector')
    focusPanel()
  }
  return (
    <>
      {isOne && (
        <Item keys="Enter" onClick={edit}>
          {isReadOnly ? <Trans>Look at it</Trans> : <Trans>Edit</Trans>}
        </Item>
      )}
      {isStep && !isReadOnly && (
        <Item keys="C" onClick={() => editor.ask({ kind: 'connect', stepId: id })}>
          <Trans>Lead elsewhere</Trans>
        </Item>
      )}
      {isStep && !isReadOnly && flow.start !== id && (
        <Item onClick={() => editor.setStart(id)}>
          <Trans>Begin the flow here</Trans>
        </Item>
      )}
      {!isEntryId(id) && (
        <Item keys={`${MODIFIER} C`} onClick={() => void copy(editor.copy()).catch(problemToast)}>
          <Trans>Copy</Trans>
        </Item>
      )}
      {!isReadOnly && (
        <>
          {!isEntryId(id) && (
            <Item keys={`${MODIFIER} D`} onClick={() => editor.duplicate(selection)}>
              <Trans>Make a copy beside</Trans>
            </Item>
          )}
          {selection.length > 1 && (
            <Item keys="L" onClick={() => void editor.arrange(selection)}>
              <Trans>Put in order</Trans>
            </Item>
          )}
          <Menu.Divider />
          <Item keys="Del" isDangerous onClick={() => remove(selection)}>
            <Trans>Remove</Trans>
          </Item>
        </>
      )}
    </>
  )
}

function OfWay({ way }: { way: { stepId: string; handle: string } }) {
  const editor = useEditorStore()
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const to = useEditor(({ flow }) => flow.entries?.find(({ id }) => way.stepId === `entry:${id}`)?.to ?? flow.start)
  if (isReadOnly || isEntryId(way.stepId))
    return (
      <Item onClick={() => editor.goTo(isEntryId(way.stepId) ? to : way.stepId)}>
        <Trans>Go to the step</Trans>
      </Item>
    )
  const takeAway = () => {
    editor.pickWay(null)
    editor.connect(way.stepId, way.handle, undefined)
  }
  return (
    <>
      <Item onClick={() => editor.ask({ kind: 'palette', from: way })}>
        <Trans>Put a step in between</Trans>
      </Item>
      <Item onClick={() => editor.ask({ kind: 'connect', ...way })}>
        <Trans>Lead elsewhere</Trans>
      </Item>
      <Menu.Divider />
      <Item keys="Del" isDangerous onClick={takeAway}>
        <Trans>Remove the way</Trans>
      </Item>
    </>
  )
}

function OfCanvas({ at }: { at: { x: number; y: number } }) {
  const editor = useEditorStore()
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const showAll = useShowAll()
  const paste = async () => {
    const clip = readClip(await navigator.clipboard.readText())
    if (clip) editor.paste(clip, at)
  }
  return (
    <>
      {!isReadOnly && (
        <>
          <Item keys="A" onClick={() => editor.ask({ kind: 'palette', at })}>
            <Trans>Add a step here</Trans>
          </Item>
          <Item keys="N" onClick={() => editor.addNote(at)}>
            <Trans>Add a note here</Trans>
          </Item>
          <Item keys={`${MODIFIER} V`} onClick={() => void paste().catch(problemToast)}>
            <Trans>Paste here</Trans>
          </Item>
          <Menu.Divider />
        </>
      )}
      <Item keys={`${MODIFIER} A`} onClick={() => editor.select(Object.keys(editor.get().flow.steps))}>
        <Trans>Select all</Trans>
      </Item>
      {!isReadOnly && (
        <Item keys="L" onClick={() => void editor.arrange()}>
          <Trans>Put in order</Trans>
        </Item>
      )}
      <Item keys="1" onClick={showAll}>
        <Trans>Show all</Trans>
      </Item>
    </>
  )
}

interface ItemProps {
  keys?: string
  isDangerous?: boolean
  onClick: () => void
  children: ReactNode
}

function Item({ keys, isDangerous, onClick, children }: ItemProps) {
  return (
    <Menu.Item
      onClick={onClick}
      {...(isDangerous && { color: 'red' })}
      rightSection={keys && <Kbd size="xs">{keys}</Kbd>}
    >
      {children}
    </Menu.Item>
  )
}

async function copy(text: string | undefined): Promise<void> {
  if (text !== undefined) await navigator.clipboard.writeText(text)
}
