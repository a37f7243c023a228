/** The draft as it is edited here: saved by itself, kept in the browser while it cannot be, put together with what others save. */

import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { z } from 'zod'
import { diffFlows } from '../../../../engine/changes/diff.ts'
import { mergeFlows } from '../../../../engine/changes/merge.ts'
import { isSame } from '../../../../engine/changes/same.ts'
import type { Flow } from '../../../../engine/flow.ts'
import { refresh } from '../../../api.ts'
import { toast } from '../../../kit/undo-toast.tsx'
import { useLive } from '../../../live.ts'
import { Problem } from '../../../problem.ts'
import { refreshBots } from '../../bots/bot-list.ts'
import type { Editor } from '../store/editor.ts'
import { useEditor } from '../store/use-editor.ts'
import { readStored, type Stored, sendDraft, withKnown } from './draft-api.ts'
import { forgetDraft, keepDraft } from './kept-draft.ts'

export interface DraftState {
  stored: Stored
  isDirty: boolean
  isSaving: boolean
  isOffline: boolean
  error: unknown
  /** what somebody else saved of steps that I changed too */
  conflict: { theirs: Stored; stepIds: string[] } | null
  /** null where it could not be saved */
  save: () => Promise<Stored | null>
  /** puts both together; of each step in conflict stays whose it says */
  settle: (picks: Readonly<Record<string, 'mine' | 'theirs'>>) => void
  /** the draft as it is stored went live under this number */
  published: (number: number) => void
}

const PAUSE_MS = 800
const KEEP_MS = 250
const RETRY_MS = 8000

export function useDraft(editor: Editor, first: Stored): DraftState {
  const { place } = editor.get()
  const flow = useEditor((state) => state.flow)
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const [stored, setStored] = useState(first)
  const [conflict, setConflict] = useState<DraftState['conflict']>(null)
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const known = useRef(first)
  const say = useMergeWords()
  const isDirty = flow !== stored.flow && !isReadOnly
  const isOffline = Boolean(error) && !(error instanceof Problem)

  const accept = (next: Stored) => {
    known.current = next
    setStored(next)
    editor.tell(next.problems, next.flow)
  }
  const meet = (theirs: Stored) => {
    const [base, mine] = [known.current.flow, editor.get().flow]
    if (mine === base) {
      const next = withKnown(theirs.flow, mine)
      editor.adopt(next)
      return accept({ ...theirs, flow: next })
    }
    const { flow: merged, conflicts } = mergeFlows(base, mine, theirs.flow)
    if (conflicts.length > 0) return setConflict({ theirs, stepIds: conflicts })
    accept(theirs)
    editor.adopt(withKnown(merged, mine))
    say(base, theirs)
  }
  const send = async (): Promise<Stored | null> => {
    const sent = editor.get().flow
    if (sent === known.current.flow) return known.current
    setSaving(true)
    try {
      const saved = await sendDraft(place, sent, known.current.number)
      accept(saved)
      setError(null)
      if (editor.get().flow === sent) forgetDraft(place.flowId)
      void refreshFlows()
      return saved
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 412) await readStored(place).then(meet, setError)
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
  const saveNow = useEffectEvent(() => void save())

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the flow begins the pause anew
  useEffect(() => {
    if (!isDirty || conflict || isSaving) return
    const timer = setTimeout(() => saveNow(), error ? RETRY_MS : PAUSE_MS)
    return () => clearTimeout(timer)
  }, [flow, isDirty, conflict, isSaving, error])

  useEffect(() => {
    if (!isDirty) return
    const timer = setTimeout(() => {
      const { number, flow: base } = known.current
      keepDraft(place.flowId, { number, base, flow, at: new Date().toISOString() })
    }, KEEP_MS)
    return () => clearTimeout(timer)
  }, [flow, isDirty, place.flowId])

  useSavingWhenLeft(() => saveNow())

  /** What others save comes in at once. */
  useLive(['flow.saved'], async (fact) => {
    const about = About.safeParse(fact.data).data
    if (about?.flowId !== undefined && about.flowId !== place.flowId) return
    await inOrder.current
    const now = await readStored(place).catch(() => null)
    if (now && now.number > known.current.number && !conflict) meet(now)
  })

  const settle = (picks: Readonly<Record<string, 'mine' | 'theirs'>>) => {
    if (!conflict) return
    const { theirs } = conflict
    const mine = editor.get().flow
    const { flow: merged } = mergeFlows(known.current.flow, mine, theirs.flow)
    accept(theirs)
    editor.adopt(withKnown(withPicks(merged, mine, picks), mine))
    setConflict(null)
  }
  const published = (number: number) => {
    const next = { ...known.current, hasUnpublishedChanges: false, publishedNumber: number }
    known.current = next
    setStored(next)
  }
  return { stored, isDirty, isSaving, isOffline, error, conflict, save, settle, published }
}

const About = z.object({ flowId: z.string().optional() })

export function refreshFlows(): Promise<unknown> {
  return Promise.all([refreshBots(), refresh('/api/workspaces/{workspace}/bots/{bot}/flows')])
}

/** The merged flow holds theirs of each step in conflict. */
function withPicks(merged: Flow, mine: Flow, picks: Readonly<Record<string, 'mine' | 'theirs'>>): Flow {
  const steps = { ...merged.steps }
  for (const [id, pick] of Object.entries(picks)) {
    const step = mine.steps[id]
    if (pick === 'mine' && step) steps[id] = step
    if (pick === 'mine' && !step) delete steps[id]
  }
  return { ...merged, steps }
}

function useMergeWords(): (base: Flow, theirs: Stored) => void {
  const { t } = useLingui()
  return (base, theirs) => {
    const { added, changed, removed } = diffFlows(base, theirs.flow)
    const count = added.length + changed.length + removed.length
    const name = theirs.savedBy ?? t`Somebody`
    if (count === 0 && isSame(base.notes, theirs.flow.notes)) return
    toast(
      count === 0
        ? t`${name} moved things. Both are kept.`
        : plural(count, {
            one: `${name} changed # step. Both are kept.`,
            other: `${name} changed # steps. Both are kept.`,
          }),
    )
  }
}

/** When the page is hidden or left, and as soon as there is a connection again. */
function useSavingWhenLeft(save: () => void): void {
  const onLeave = useEffectEvent(save)
  useEffect(() => {
    const hidden = () => document.visibilityState === 'hidden' && onLeave()
    const online = () => onLeave()
    document.addEventListener('visibilitychange', hidden)
    window.addEventListener('online', online)
    return () => {
      document.removeEventListener('visibilitychange', hidden)
      window.removeEventListener('online', online)
      onLeave()
    }
  }, [])
}
