/** What the editor holds: the flow under edit, and what is shown of it. */
import { check, type Problem } from '../../../../engine/checks/check.ts'
import type { Flow } from '../../../../engine/flow.ts'
import type { Spot, WayOut } from '../edits/flow-edits.ts'
import { type History, storedHistory } from './history.ts'

/** What stands at the right, or over the page on a phone. */
export type Panel = 'inspector' | 'test' | 'problems'

/** What stands at the left. */
export type Side = 'blocks' | 'outline'

/** What is asked in a dialog over the canvas. */
export type Dialog =
  | { kind: 'palette'; at?: Spot; from?: WayOut }
  | { kind: 'connect'; stepId: string; handle?: string }
  | { kind: 'find' }
  | { kind: 'keys' }

/** Where a test is: the steps it has been at, and the one that waits. */
export interface Trace {
  visited: readonly string[]
  current: string | null
}

/** What happened at a step in the days that are counted. */
export interface Count {
  entered: number
  answered: number
}

/** Somebody else who looks at this flow, and the step they are at. */
export interface Watcher {
  memberId: string
  name: string
  stepId: string | null
  /** when they were heard of last */
  at: number
}

/** Something that those who do not see the canvas are told. */
export interface News {
  kind:
    | 'added'
    | 'removed'
    | 'moved'
    | 'connected'
    | 'disconnected'
    | 'arranged'
    | 'pasted'
    | 'copied'
    | 'undone'
    | 'redone'
  stepId?: string
  to?: string
  label?: string
  count?: number
}

export interface EditorState {
  place: { workspaceId: string; botId: string; flowId: string }
  /** where a chat begins; other flows are called by it */
  isMain: boolean
  flow: Flow
  /** ids of steps; entries as `entry:<id>`, notes as `note:<id>`; the last one is where the keyboard is */
  selection: readonly string[]
  /** the way out that is picked on the canvas */
  way: WayOut | null
  problems: readonly Problem[]
  isReadOnly: boolean
  history: History
  panel: Panel | null
  side: Side | null
  dialog: Dialog | null
  trace: Trace | null
  /** by step; null while they are not shown */
  counts: Readonly<Record<string, Count>> | null
  isCounting: boolean
  /** a step the canvas has to bring into view; a new object each time */
  reveal: { id: string } | null
  /** the part of the selected step that a problem is about, such as `choices/0/label` */
  part: string | null
  news: News | null
  watchers: readonly Watcher[]
  /** steps glide to their places while this is set */
  isGliding: boolean
}

export interface EditorOptions {
  place: EditorState['place']
  flow: Flow
  isMain?: boolean
  isReadOnly: boolean
  side?: Side | null
}

export function firstState({ place, flow, isMain = true, isReadOnly, side = null }: EditorOptions): EditorState {
  return {
    place,
    isMain,
    flow,
    selection: [],
    way: null,
    problems: check(flow).problems,
    isReadOnly,
    history: isReadOnly ? { past: [], future: [] } : storedHistory(place.flowId),
    panel: null,
    side,
    dialog: null,
    trace: null,
    counts: null,
    isCounting: false,
    reveal: null,
    part: null,
    news: null,
    watchers: [],
    isGliding: false,
  }
}
