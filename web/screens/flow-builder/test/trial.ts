/** The test of the flow under edit: one for each editor, so that it goes on while its panel is closed. */
import type { Step } from '../../../../engine/blocks/blocks.ts'
import { type Call, CallOutcome } from '../../../../engine/call.ts'
import type { Event } from '../../../../engine/event.ts'
import type { Flow } from '../../../../engine/flow.ts'
import { ALWAYS_OPEN } from '../../../../engine/values/business-hours.ts'
import type { Value } from '../../../../shared/fields.ts'
import type { Incoming } from '../../../../shared/messages.ts'
import { tryCall } from '../inspector/from-server.ts'
import { readStored } from '../saving/draft-api.ts'
import type { Editor } from '../store/editor.ts'
import { type Around, clockOf } from './surroundings.ts'
import { numbered, takeTurn, withField, withOutcome } from './take-turn.ts'
import { flowsNamedIn, type TrialFlows, trialFlows } from './trial-flows.ts'
import { type Answering, type AsIf, freshTrial, type Pending, type TrialState } from './trial-state.ts'

/** Where a test begins. */
export type Beginning =
  | { kind: 'start' }
  | { kind: 'step'; stepId: string }
  | { kind: 'entry'; entryId: string; data?: Value }

export type Trial = ReturnType<typeof createTrial>

const trials = new WeakMap<Editor, Trial>()

export function trialOf(editor: Editor): Trial {
  const trial = trials.get(editor) ?? createTrial(editor)
  trials.set(editor, trial)
  return trial
}

const NOWHERE: Around = {
  botId: '',
  botName: '',
  workspaceId: '',
  workspaceName: '',
  timezone: 'UTC',
  hours: ALWAYS_OPEN,
  chatUrl: '',
  kinds: {},
}

function createTrial(editor: Editor) {
  let state = freshTrial()
  let around: Around = NOWHERE
  const others = new Map<string, Flow>()
  let lent: ReadonlyMap<string, Flow> = new Map()
  const listeners = new Set<() => void>()

  function set(next: TrialState): void {
    state = next
    for (const listener of listeners) listener()
  }

  function show(next: TrialState): void {
    set(next)
    const visited = next.trace.filter(({ flow }) => flow === place().flowId).map(({ stepId }) => stepId)
    const isHere = next.session.version === `draft:${place().flowId}`
    editor.setTrace(next.isStarted ? { visited, current: isHere ? next.session.waiting : null } : null)
  }

  function place() {
    return editor.get().place
  }

  /** The drafts that this flow leads into, and those that they lead into. */
  async function loadOthers(flow: Flow): Promise<void> {
    const missing = flowsNamedIn(flow).filter((id) => id !== place().flowId && !others.has(id))
    for (const flowId of missing) {
      const other = lent.get(flowId) ?? (await readDraft(flowId))
      if (!other) continue
      others.set(flowId, other)
      await loadOthers(other)
    }
  }

  async function readDraft(flowId: string): Promise<Flow | undefined> {
    const stored = await readStored({ ...place(), flowId }).catch(() => null)
    return stored?.flow
  }

  function flows(startAt?: string): TrialFlows {
    return trialFlows(place().flowId, editor.get().flow, others, startAt)
  }

  async function turn(event: Event, startAt?: string): Promise<void> {
    await loadOthers(editor.get().flow)
    show(takeTurn(state, { flows: flows(startAt), event, around, now: new Date() }))
    const { pending } = state
    const answer = pending && state.answers[pending.stepId]
    if (pending && answer) await settle(pending, answer)
  }

  /** Answers the call that waits, by hand or for real. */
  async function settle(pending: Pending, answer: Answering): Promise<void> {
    const since = performance.now()
    const outcome = answer.kind === 'by-hand' ? byHand(answer.json) : await run(pending)
    if (!outcome || state.pending?.id !== pending.id) return
    const milliseconds = performance.now() - since
    set({ ...state, trace: withOutcome(state.trace, pending.id, { outcome, milliseconds }), pending: null })
    await turn({ kind: 'result', callId: pending.id, outcome })
  }

  async function run(pending: Pending): Promise<CallOutcome | null> {
    set({ ...state, pending: { ...pending, isRunning: true }, error: null })
    try {
      return await tryCall(place(), pending.call)
    } catch (error) {
      if (state.pending?.id === pending.id) set({ ...state, pending: { ...pending, isRunning: false }, error })
      return null
    }
  }

  return {
    get: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    setAround(next: Around) {
      around = next
    },

    /** Other flows by their ids, where they are in no bot yet. */
    lend(flows: ReadonlyMap<string, Flow>) {
      lent = flows
    },

    /** Forgets the chat and begins anew. */
    async begin(beginning: Beginning = { kind: 'start' }) {
      others.clear()
      set(freshTrial(state.asIf, state.answers))
      if (beginning.kind === 'step') return turn({ kind: 'start' }, beginning.stepId)
      if (beginning.kind === 'start') return turn({ kind: 'start' })
      const entry = editor.get().flow.entries?.find(({ id }) => id === beginning.entryId)
      if (entry?.kind === 'keyword')
        return turn({ kind: 'text', text: entry.match === 'pattern' ? '…' : (entry.words[0] ?? '…') })
      if (entry?.kind === 'ref') return turn({ kind: 'start', ref: entry.ref })
      if (entry?.kind === 'welcome') return turn({ kind: 'start' })
      const data = beginning.data === undefined ? {} : { data: beginning.data }
      return turn({ kind: 'entry', flow: place().flowId, entry: beginning.entryId, depth: 0, ...data })
    },
    forget() {
      show(freshTrial(state.asIf, state.answers))
    },
    hear: (event: Incoming) => turn(event),
    giveBack: () => turn({ kind: 'given-back' }),

    /** The clock is put on to the moment that is waited for. */
    async skipWait() {
      const { timer } = state
      if (!timer) return
      const now = clockOf(state, around.timezone, new Date())
      const milliseconds = Math.max(0, Date.parse(timer.at) - now.getTime())
      const lines = numbered(state.lines, [{ key: 0, kind: 'time', milliseconds }])
      set({ ...state, skippedMs: state.skippedMs + milliseconds, timer: null, lines })
      await turn({ kind: 'timer', timerId: timer.id })
    },

    /** Answers the call that waits; `isKept` answers later calls of this step in the same way. */
    async answer(answer: Answering, isKept: boolean) {
      const { pending } = state
      if (!pending) return
      if (isKept) set({ ...state, answers: { ...state.answers, [pending.stepId]: answer } })
      await settle(pending, answer)
    },
    async fail(reason: 'timeout' | 'failed') {
      const { pending } = state
      if (!pending) return
      const outcome: CallOutcome = {
        ok: false,
        reason,
        message: reason === 'timeout' ? 'No answer came in time.' : 'It failed.',
      }
      set({ ...state, trace: withOutcome(state.trace, pending.id, { outcome }), pending: null })
      await turn({ kind: 'result', callId: pending.id, outcome })
    },
    forgetAnswer(stepId: string) {
      const { [stepId]: _, ...answers } = state.answers
      set({ ...state, answers })
    },

    /** What is said of the person counts at once; fields count when the test begins. */
    setAsIf(part: Partial<AsIf>) {
      const asIf = { ...state.asIf, ...part }
      const person = {
        ...state.person,
        ...(part.tags && { tags: part.tags }),
        ...(part.isSubscribed !== undefined && { isSubscribed: part.isSubscribed }),
      }
      set({ ...state, asIf, person, ...(part.clock !== undefined && { skippedMs: 0 }) })
    },

    /** Writes a field as it is now, and as it is when the next test begins. null clears it. */
    setField(name: string, value: Value) {
      const now = withField(state, name, value)
      const { fields, botFields } = withField(
        { ...state, fields: state.asIf.fields, botFields: state.asIf.botFields },
        name,
        value,
      )
      set({ ...now, asIf: { ...now.asIf, fields, botFields } })
    },

    now: () => clockOf(state, around.timezone, new Date()),

    /** What a step would ask outside with the values of the test; undefined where it asks nothing. */
    callOf(stepId: string, step: Step): Call | undefined {
      const alone = trialFlows('try', { start: stepId, steps: { [stepId]: step } }, new Map())
      const before = { ...freshTrial(state.asIf), fields: state.fields, botFields: state.botFields }
      return takeTurn(before, { flows: alone, event: { kind: 'start' }, around, now: new Date() }).pending?.call
    },
  }
}

/** What was written by hand, taken for the answer; a whole outcome stands for itself. */
function byHand(json: string): CallOutcome {
  try {
    const value: unknown = JSON.parse(json)
    const whole = CallOutcome.safeParse(value)
    return whole.success ? whole.data : CallOutcome.parse({ ok: true, status: 200, data: value })
  } catch {
    return { ok: true, status: 200, data: json }
  }
}
