/** The heart of the editor: its state, and changes of the flow that can be undone. */
import { check, type Problem } from '../../../../engine/checks/check.ts'
import type { Flow } from '../../../../engine/flow.ts'
import { exists } from '../edits/ids.ts'
import { neighbourOf, whole } from '../edits/whole.ts'
import { type EditorOptions, type EditorState, firstState } from './editor-state.ts'
import { applyPatch, type History, redone, remember, storeHistory, undone } from './history.ts'

export type Core = ReturnType<typeof createCore>

const CHECK_MS = 120
const COALESCE_MS = 1500
const STORE_MS = 400
const GLIDE_MS = 260

export function createCore(options: EditorOptions) {
  const { flowId } = options.place
  let state = firstState(options)
  const listeners = new Set<() => void>()
  const later = timers()
  let changedAt = 0
  /** what only the server knows to be wrong, such as a flow that is called and gone */
  let told: Told = { flow: null, problems: [] }
  const problemsOf = (flow: Flow) => withTold(check(flow).problems, told, flow)

  function set(part: Partial<EditorState>): void {
    state = { ...state, ...part }
    for (const listener of listeners) listener()
  }

  /** Shows this flow; what is wrong with it is found a moment later. */
  function show(flow: Flow, part: Partial<EditorState> = {}): void {
    const selection = state.selection.filter((id) => exists(flow, id))
    set({ flow, selection: selection.length === state.selection.length ? state.selection : selection, ...part })
    later('check', CHECK_MS, () => set({ problems: problemsOf(state.flow) }))
    later('store', STORE_MS, () => storeHistory(flowId, state.history))
  }

  /** Does this to the flow, to be undone later. Changes with the same `coalesce` in quick succession are undone together. */
  function change(label: string, next: Flow, { coalesce }: { coalesce?: string } = {}): void {
    if (state.isReadOnly || next === state.flow) return
    const isQuick = Date.now() - changedAt < COALESCE_MS
    changedAt = Date.now()
    const history = remember(state.history, { label, before: state.flow, after: next, coalesce, isQuick })
    show(next, { history })
  }

  function travel(kind: 'undone' | 'redone'): void {
    const made = (kind === 'undone' ? undone : redone)(state.history, state.flow)
    if (!made || state.isReadOnly) return
    changedAt = 0
    const flow = whole(made.flow)
    const back = Object.keys(flow.steps).filter((id) => !state.flow.steps[id])
    const isLost = !state.selection.some((id) => exists(flow, id))
    const next = isLost ? neighbourOf(state.flow, flow, state.selection) : undefined
    const selection = back.length > 0 ? back : next === undefined ? undefined : [next]
    glide(() => show(flow, { history: made.history, news: { kind, label: made.entry.label } }))
    if (selection) set({ selection })
  }

  /** Moves steps before one's eyes. */
  function glide(move: () => void): void {
    set({ isGliding: true })
    move()
    later('glide', GLIDE_MS, () => set({ isGliding: false }))
  }

  return {
    get: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    set,
    change,
    glide,
    undo: () => travel('undone'),
    redo: () => travel('redone'),

    /** Takes back a change that is not the last one any more, or is. */
    takeBack(entry: History['past'][number]) {
      if (state.history.past.at(-1) === entry) return travel('undone')
      change('undone', whole(applyPatch(state.flow, entry.back)))
    },

    /** The flow as somebody else left it, with my changes in it: nothing to undo. */
    adopt: (flow: Flow) => show(flow),

    /** What the server found wrong with this draft. */
    tell(problems: readonly Problem[], flow: Flow) {
      const found = new Set(check(flow).problems.map(nameOf))
      told = { flow, problems: problems.filter((problem) => !found.has(nameOf(problem))) }
      set({ problems: problemsOf(state.flow) })
    },
  }
}

function nameOf({ stepId, code, message }: Problem): string {
  return `${stepId} ${code} ${message}`
}

/** Of what the server found, that which the engine cannot know, of steps that are still as they were. */
function withTold(found: readonly Problem[], told: Told, flow: Flow): readonly Problem[] {
  const others = told.problems.filter(
    ({ stepId }) => flow.steps[stepId] && flow.steps[stepId] === told.flow?.steps[stepId],
  )
  return others.length === 0 ? found : [...found, ...others]
}

interface Told {
  flow: Flow | null
  problems: readonly Problem[]
}

/** One timer by name; setting it again begins anew. */
function timers(): (name: string, ms: number, run: () => void) => void {
  const running = new Map<string, ReturnType<typeof setTimeout>>()
  return (name, ms, run) => {
    clearTimeout(running.get(name))
    running.set(name, setTimeout(run, ms))
  }
}
