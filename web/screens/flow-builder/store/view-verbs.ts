/** What is selected, shown and asked: it changes nothing of the flow, and nothing of it is undone. */
import type { WayOut } from '../edits/flow-edits.ts'
import type { Core } from './core.ts'
import type { Dialog, EditorState, Panel, Side, Trace, Watcher } from './editor-state.ts'

const EDITING: ReadonlySet<Dialog['kind']> = new Set(['palette', 'connect'])

export function viewVerbs({ get, set }: Core) {
  return {
    select(ids: readonly string[], part: string | null = null) {
      const isSameAs = ids.length === get().selection.length && ids.every((id, index) => id === get().selection[index])
      if (isSameAs && part === get().part) return
      set({ selection: isSameAs ? get().selection : ids, part, way: null })
    },
    pickWay: (way: WayOut | null) => set(way ? { way, selection: [] } : { way }),

    /** Selects the step, brings it into view and opens its form. */
    goTo(id: string, part: string | null = null) {
      set({ selection: [id], part, panel: 'inspector', reveal: { id } })
    },

    reveal: (id: string) => set({ reveal: { id } }),
    open: (panel: Panel | null) => set({ panel }),
    toggle: (panel: Panel) => set({ panel: get().panel === panel ? null : panel }),
    openSide: (side: Side | null) => set({ side }),
    ask: (dialog: Dialog | null) =>
      set({ dialog: get().isReadOnly && dialog && EDITING.has(dialog.kind) ? null : dialog }),
    /** What a test has come to is brought into view. */
    setTrace(trace: Trace | null) {
      const id = trace?.current
      set(id && id !== get().trace?.current ? { trace, reveal: { id } } : { trace })
    },
    setCounts: (counts: EditorState['counts']) => set({ counts }),
    setCounting: (isCounting: boolean) => set(isCounting ? { isCounting } : { isCounting, counts: null }),
    setWatchers: (watchers: readonly Watcher[]) => set({ watchers }),
    setReadOnly: (isNowReadOnly: boolean) => set({ isReadOnly: isNowReadOnly }),
  }
}
