/** The editor for the parts of the flow builder. */
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import type { Editor } from './editor.ts'
import type { EditorState } from './editor-state.ts'

export const EditorContext = createContext<Editor | null>(null)

/** The verbs, and `get()`. */
export function useEditorStore(): Editor {
  const editor = useContext(EditorContext)
  if (!editor) throw new Error('useEditorStore is for parts of the flow builder')
  return editor
}

/** A part of the state; rendered again when it is another one. `select` gives the same object for the same state. */
export function useEditor<T>(select: (state: EditorState) => T): T {
  const editor = useEditorStore()
  const read = useCallback(() => select(editor.get()), [editor, select])
  return useSyncExternalStore(editor.subscribe, read)
}
