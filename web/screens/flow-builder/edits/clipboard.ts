/** Steps on the clipboard, as JSON with a mark: from bot to bot, under fresh ids, with no way that leads to nowhere. */
import { z } from 'zod'
import { Step } from '../../../../engine/blocks/blocks.ts'
import { Flow, STEPS_LIMIT } from '../../../../engine/flow.ts'
import { freeId, type Note, place, type Spot, stepWithWays } from './flow-edits.ts'

const MARK = 'steps-1'

export type Clip = z.output<typeof Clip>
export const Clip = z.object({
  switchboard: z.literal(MARK),
  steps: z.record(z.string(), Step),
  layout: z.record(z.string(), z.object({ x: z.number(), y: z.number() })),
  notes: Flow.shape.notes,
})

/** The steps and notes among `ids`; undefined where there are none. */
export function clipOf(flow: Flow, ids: readonly string[]): Clip | undefined {
  const steps = ids.flatMap((id) => (flow.steps[id] ? [[id, flow.steps[id]] as const] : []))
  const notes = (flow.notes ?? []).filter(({ id }) => ids.includes(`note:${id}`))
  if (steps.length === 0 && notes.length === 0) return undefined
  const layout = steps.flatMap(([id]) => (flow.layout?.[id] ? [[id, flow.layout[id]] as const] : []))
  return { switchboard: MARK, steps: Object.fromEntries(steps), layout: Object.fromEntries(layout), notes }
}

/** What stands on the clipboard, if it is ours. */
export function readClip(text: string): Clip | undefined {
  if (!text.includes(MARK)) return undefined
  try {
    return Clip.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** The flow with the clip's steps at this place; `ids` are the new ones. */
export function pasteInto(flow: Flow, clip: Clip, at: Spot): { flow: Flow; ids: string[] } {
  const names = freshNames(flow, Object.keys(clip.steps))
  if (Object.keys(flow.steps).length + names.size > STEPS_LIMIT) return { flow, ids: [] }
  const steps = Object.entries(clip.steps).map(([id, step]): [string, Step] => [
    names.get(id) ?? id,
    stepWithWays(step, (to) => names.get(to)),
  ])
  const shift = shiftTo(clip, at)
  const spots = [...names].map(([id, name], index): [string, Spot] => {
    const spot = clip.layout[id] ?? { x: index * 40, y: index * 40 }
    return [name, { x: spot.x + shift.x, y: spot.y + shift.y }]
  })
  const notes = freshNotes(flow, clip, shift)
  const pasted = place({ ...flow, steps: { ...flow.steps, ...Object.fromEntries(steps) } }, Object.fromEntries(spots))
  const ids = [...names.values(), ...notes.map(({ id }) => `note:${id}`)]
  return { flow: notes.length === 0 ? pasted : { ...pasted, notes: [...(flow.notes ?? []), ...notes] }, ids }
}

function freshNames(flow: Flow, ids: readonly string[]): Map<string, string> {
  const taken: Record<string, unknown> = { ...flow.steps }
  const names = new Map<string, string>()
  for (const id of ids) {
    const name = freeId(taken, id.replace(/-\d+$/, ''))
    taken[name] = true
    names.set(id, name)
  }
  return names
}

function freshNotes(flow: Flow, clip: Clip, shift: Spot): Note[] {
  const taken: Record<string, unknown> = Object.fromEntries((flow.notes ?? []).map(({ id }) => [id, true]))
  return (clip.notes ?? []).map((note) => {
    const id = freeId(taken, note.id.replace(/-\d+$/, ''))
    taken[id] = true
    return { ...note, id, at: { x: note.at.x + shift.x, y: note.at.y + shift.y } }
  })
}

function shiftTo(clip: Clip, at: Spot): Spot {
  const spots = [...Object.values(clip.layout), ...(clip.notes ?? []).map((note) => note.at)]
  if (spots.length === 0) return at
  const left = Math.min(...spots.map(({ x }) => x))
  const top = Math.min(...spots.map(({ y }) => y))
  return { x: Math.round(at.x - left), y: Math.round(at.y - top) }
}
