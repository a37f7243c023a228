/** A note on the canvas: what the team should know, read by nobody else. */
import { useLingui } from '@lingui/react/macro'
import { type NodeProps, NodeResizer } from '@xyflow/react'
import { memo, useEffect, useRef } from 'react'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import type { NoteNode as NoteNodeType } from './canvas-graph.ts'
import classes from './note-node.module.css'

export const NoteNode = memo(function NoteNode({ id, data: { note }, selected }: NodeProps<NoteNodeType>) {
  const { t } = useLingui()
  const editor = useEditorStore()
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const resize = (at: { x: number; y: number; width: number; height: number }) => {
    editor.setNote({
      ...note,
      at: { x: Math.round(at.x), y: Math.round(at.y) },
      width: Math.round(at.width),
      height: Math.round(at.height),
    })
  }
  return (
    <div id={`node-${id}`} className={classes.note} data-selected={selected || undefined}>
      <NodeResizer
        isVisible={Boolean(selected) && !isReadOnly}
        minWidth={120}
        minHeight={64}
        maxWidth={1000}
        maxHeight={1000}
        handleClassName={classes.resize ?? ''}
        lineClassName={classes.resizeLine ?? ''}
        onResizeEnd={(_, at) => resize(at)}
      />
      <NoteText
        id={note.id}
        text={note.text}
        isReadOnly={isReadOnly}
        label={t`Note`}
        placeholder={t`Write a note for your team`}
      />
    </div>
  )
})

interface NoteTextProps {
  id: string
  text: string
  isReadOnly: boolean
  label: string
  placeholder: string
}

/** A fresh note is written into at once. */
function NoteText({ id, text, isReadOnly, label, placeholder }: NoteTextProps) {
  const editor = useEditorStore()
  const box = useRef<HTMLTextAreaElement>(null)
  const wasEmpty = useRef(text === '' && !isReadOnly)
  useEffect(() => {
    if (wasEmpty.current) box.current?.focus({ preventScroll: true })
  }, [])
  const write = (words: string) => {
    const note = editor.get().flow.notes?.find((each) => each.id === id)
    if (note) editor.setNote({ ...note, text: words })
  }
  return (
    <textarea
      ref={box}
      className={`${classes.noteText} nodrag nowheel`}
      aria-label={label}
      placeholder={placeholder}
      value={text}
      readOnly={isReadOnly}
      maxLength={1000}
      tabIndex={-1}
      onChange={(event) => write(event.currentTarget.value)}
    />
  )
}
