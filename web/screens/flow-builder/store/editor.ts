/** The flow under edit and what is shown of it: one small store that the canvas, the outline, the inspector and the test share. */
import { createCore } from './core.ts'
import { editVerbs } from './edit-verbs.ts'
import type { EditorOptions } from './editor-state.ts'
import { viewVerbs } from './view-verbs.ts'

export type Editor = ReturnType<typeof createEditor>

export function createEditor(options: EditorOptions) {
  const core = createCore(options)
  return { ...core, ...viewVerbs(core), ...editVerbs(core) }
}
