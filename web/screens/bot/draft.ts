/** The draft of a flow as it is edited here: saved by itself, under the number it was made from, so that nobody's work is lost. */
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { Flow } from '../../../engine/flow.ts'
import { api } from '../../api.ts'
import type { paths } from '../../api-types.ts'
import { useLive } from '../../live.ts'
import { useWorkspace } from '../../me.ts'
import { Problem } from '../../problem.ts'
import { refreshBots } from '../bots/bot-list.ts'
import { isSame, mergeFlows } from './merge-flows.ts'

const FLOW = '/api/workspaces/{workspace}/bots/{bot}/flow'
type Answer = paths[typeof FLOW]['get']['responses'][200]['content']['application/json']

/** A draft as the server has it. */
export interface Stored {
  flow: Flow
  number: number
  savedAt: string
  savedBy: string | null
}

export interface DraftState {
  flow: Flow
  stored: Stored
  isDirty: boolean
  isSaving: boolean
  error: unknown
  /** what somebody else saved meanwhile */
  theirs: Stored | null
  change: (next: Flow) => void
  save: () => Promise<Stored | null>
  /** puts both drafts together; gives the steps that are there twice now */
  merge: () => string[]
  takeTheirs: () => void
}

const PAUSE_MS = 900

export function storedOf(answer: Answer): Stored {
  return {
    flow: Flow.parse(answer.flow),
    number: answer.number,
    savedAt: answer.savedAt,
    savedBy: answer.savedBy?.name ?? null,
  }
}

export function useDraft(botId: string, first: Stored): DraftState {
  const path = { workspace: useWorkspace().id, bot: botId }
  const [flow, setFlow] = useState(first.flow)
  const [stored, setStored] = useState(first)
  const [theirs, setTheirs] = useState<Stored | null>(null)
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const isDirty = flow !== stored.flow
  const latest = useRef({ flow, stored })
  latest.current = { flow, stored }

  const read = async () => storedOf((await api.GET(FLOW, { params: { path } })).data ?? raise())
  const accept = (next: Stored) => {
    setStored(next)
    setFlow(next.flow)
    setTheirs(null)
  }
  const send = async (): Promise<Stored | null> => {
    const sent = latest.current.flow
    if (sent === latest.current.stored.flow) return latest.current.stored
    setSaving(true)
    setError(null)
    try {
      const headers = { 'If-Match': `"${latest.current.stored.number}"` }
      const { data } = await api.PUT(FLOW, { params: { path }, body: { flow: sent }, headers })
      const saved = { ...storedOf(data ?? raise()), flow: sent }
      latest.current.stored = saved
      setStored(saved)
      void refreshBots()
      return saved
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 412) setTheirs(await read())
      else setError(failure)
      return null
    } finally {
      setSaving(false)
    }
  }
  const inOrder = useRef<Promise<unknown>>(Promise.resolve())
  const save = () => {
    const next = inOrder.current.then(send)
    inOrder.current = next.catch(() => null)
    return next
  }
  const saveSoon = useEffectEvent(() => void save())
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the flow begins the pause anew
  useEffect(() => {
    if (!isDirty || theirs || isSaving) return
    const timer = setTimeout(() => saveSoon(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [flow, isDirty, theirs, isSaving])

  /** What others save is taken in at once where nothing of mine waits. */
  useLive(['flow.saved'], async (fact) => {
    if (!concerns(fact.data, botId) || isSaving) return
    const now = await read().catch(() => null)
    const { flow: mine, stored: known } = latest.current
    if (!now || now.number <= known.number) return
    if (mine === known.flow) accept(isSame(now.flow, mine) ? { ...now, flow: mine } : now)
    else setTheirs(now)
  })

  return {
    flow,
    stored,
    isDirty,
    isSaving,
    error,
    theirs,
    change: useCallback((next: Flow) => setFlow(next), []),
    save,
    merge: () => {
      if (!theirs) return []
      const { flow: both, doubled } = mergeFlows(stored.flow, flow, theirs.flow)
      setStored(theirs)
      setFlow(both)
      setTheirs(null)
      return doubled
    },
    takeTheirs: () => theirs && accept(theirs),
  }
}

function concerns(data: unknown, botId: string): boolean {
  return typeof data === 'object' && data !== null && (!('botId' in data) || data.botId === botId)
}

function raise(): never {
  throw new Error('the answer has no body')
}
