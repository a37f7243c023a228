/** What is done to the flow: each is one change that can be undone. */
import type { Step } from '../../../../engine/blocks/blocks.ts'
import { isSame } from '../../../../engine/changes/same.ts'
import type { Entry } from '../../../../engine/entry.ts'
import { arranged } from '../canvas/arrange.ts'
import { type Clip, clipOf, pasteInto } from '../edits/clipboard.ts'
import * as edits from '../edits/flow-edits.ts'
import { idsOf } from '../edits/ids.ts'
import { neighbourOf } from '../edits/whole.ts'
import type { Core } from './core.ts'

type Ids = readonly string[]
type AddTo = { at?: edits.Spot; after?: edits.WayOut; on?: edits.WayOut }

export function editVerbs({ get, set, change, glide }: Core) {
  const verbs = {
    setStep(id: string, step: Step, options: { label?: string; coalesce?: string } = {}) {
      if (get().flow.steps[id] === step) return
      change(options.label ?? 'edited', edits.setStep(get().flow, id, step), {
        coalesce: options.coalesce ?? `step ${id}`,
      })
    },

    /** A fresh step: at a place, or at the end of a way out; what the way led to comes after it. */
    addStep(item: edits.Item, { at, after, on }: AddTo = {}): string | undefined {
      if (get().isReadOnly) return undefined
      const { flow, id } = edits.addStep(get().flow, item, { at, from: after ?? on })
      change('added', flow)
      set({ selection: [id], panel: 'inspector', reveal: { id }, news: { kind: 'added', stepId: id }, part: null })
      return id
    },

    /** Steps, entries (`entry:<id>`) and notes (`note:<id>`); the last step stays. */
    remove(ids: Ids) {
      const entries = idsOf(ids, 'entry')
      const notes = idsOf(ids, 'note')
      const without = edits.removeNotes(edits.removeEntries(get().flow, entries), notes)
      const next = edits.removeSteps(without, ids)
      if (get().isReadOnly || isSame(next, get().flow)) return false
      const nearest = neighbourOf(get().flow, next, ids)
      change('removed', next)
      set({ selection: nearest ? [nearest] : [], news: { kind: 'removed', count: ids.length } })
      return true
    },
    removeSteps: (ids: Ids): boolean => verbs.remove(ids),

    duplicate(ids: Ids) {
      const clip = clipOf(get().flow, ids)
      if (clip) putClip('duplicated', clip, { x: 40, y: 40 }, true)
    },

    connect(stepId: string, handle: string, to: string | undefined) {
      change(to === undefined ? 'disconnected' : 'connected', edits.connect(get().flow, { stepId, handle }, to))
      set({ news: to === undefined ? { kind: 'disconnected', stepId } : { kind: 'connected', stepId, to } })
    },

    setStart: (id: string) => change('start', edits.setStart(get().flow, id)),
    setEntry: (entry: Entry) => change('entry', edits.setEntry(get().flow, entry), { coalesce: `entry ${entry.id}` }),
    addEntry(entry: Entry) {
      change('entry', edits.addEntry(get().flow, entry))
      set({ selection: [`entry:${entry.id}`], panel: 'inspector' })
    },
    removeEntry: (id: string) => verbs.remove([`entry:${id}`]),
    setNote: (note: edits.Note) => change('note', edits.setNote(get().flow, note), { coalesce: `note ${note.id}` }),
    addNote(at: edits.Spot): string {
      const taken = Object.fromEntries((get().flow.notes ?? []).map(({ id }) => [id, true]))
      const id = edits.freeId(taken, 'note')
      change('note', edits.setNote(get().flow, { id, text: '', at, width: 220, height: 120 }))
      set({ selection: [`note:${id}`] })
      return id
    },

    moveTo(spots: Readonly<Record<string, edits.Spot>>, coalesce?: string) {
      change('moved', edits.moveTo(get().flow, spots), coalesce === undefined ? {} : { coalesce })
      set({ news: { kind: 'moved', count: Object.keys(spots).length } })
    },

    /** Lays these steps out anew, or all of them. */
    async arrange(ids?: Ids) {
      if (get().isReadOnly) return
      const asked = get().flow
      const spots = await arranged(asked, ids)
      if (get().flow.steps !== asked.steps) return
      glide(() => change('arranged', edits.place(get().flow, spots)))
      set({ news: { kind: 'arranged' } })
    },

    /** What is selected as text for the clipboard. */
    copy(): string | undefined {
      const clip = clipOf(get().flow, get().selection)
      if (clip) set({ news: { kind: 'copied', count: Object.keys(clip.steps).length } })
      return clip && JSON.stringify(clip)
    },

    /** At this place, or beside where it came from. */
    paste: (clip: Clip, at?: edits.Spot) => putClip('pasted', clip, at ?? { x: 40, y: 40 }, at === undefined),
  }

  function putClip(label: string, clip: Clip, at: edits.Spot, isBeside: boolean): void {
    if (get().isReadOnly) return
    const spots = Object.values(clip.layout)
    const from = { x: Math.min(...spots.map(({ x }) => x), 1e6), y: Math.min(...spots.map(({ y }) => y), 1e6) }
    const to = isBeside && spots.length > 0 ? { x: from.x + at.x, y: from.y + at.y } : at
    const { flow, ids } = pasteInto(get().flow, clip, to)
    if (ids.length === 0) return
    change(label, flow)
    set({ selection: ids, news: { kind: 'pasted', count: ids.length } })
  }

  return verbs
}
