/** How many steps a single turn can go through in each flow of a bot, with the flows that it calls. */
import { blockOf, type Step } from '../blocks/blocks.ts'
import type { Flow } from '../flow.ts'

export interface Runs {
  /** from the start to the end without a stop; undefined where it always stops, or never ends */
  through: number | undefined
  /** from the start to wherever it stops */
  inward: number
  /** from anywhere to the end; undefined where it never ends */
  outward: number | undefined
  /** the longest of all, and the step that begins its last part */
  longest: { length: number; stepId: string }
  /** the flows it jumps into from its start without a stop */
  into: ReadonlySet<string>
}

/** Flows must not call one another in circles; those that jump in circles are measured without the circle. */
export function readRuns(flows: ReadonlyMap<string, Flow>): Map<string, Runs> {
  const known = new Map<string, Runs>()
  const open = new Set<string>()
  function runsOf(id: string): Runs {
    const flow = flows.get(id)
    const done = known.get(id)
    if (done) return done
    if (!flow || open.has(id)) return NOTHING
    open.add(id)
    const runs = measure(flow, runsOf)
    open.delete(id)
    known.set(id, runs)
    return runs
  }
  for (const id of flows.keys()) runsOf(id)
  return known
}

const NOTHING: Runs = {
  through: undefined,
  inward: 0,
  outward: undefined,
  longest: { length: 0, stepId: '' },
  into: new Set(),
}

interface Way {
  /** undefined is the end of the flow */
  to: string | undefined
  /** what it costs in other flows on the way */
  cost: number
}

function measure(flow: Flow, runsOf: (id: string) => Runs): Runs {
  const steps = new Map(Object.entries(flow.steps))
  const ways = new Map([...steps].map(([id, step]) => [id, waysOf(step, runsOf)]))
  const sorted = sortedBy(steps, ways)
  const fromStart = lengths(sorted, ways, new Map([[flow.start, 1]]))
  const anywhere = lengths(sorted, ways, startsIn(steps, runsOf))
  const ends = (from: ReadonlyMap<string, number>) =>
    most([...from].flatMap(([id, length]) => endsOf(id, length, ways)))
  const inward = [...fromStart].map(([id, length]) => withInward(steps.get(id), length, runsOf))
  const totals = [...anywhere].map(([stepId, length]) => ({
    stepId,
    length: withInward(steps.get(stepId), length, runsOf),
  }))
  return {
    through: ends(fromStart),
    inward: Math.max(0, ...inward),
    outward: most([ends(anywhere) ?? -1, ...laterEnds(steps, runsOf)].filter((length) => length >= 0)),
    longest: totals.reduce((long, each) => (each.length > long.length ? each : long), NOTHING.longest),
    into: new Set([...fromStart.keys()].flatMap((id) => jumpOf(steps.get(id)))),
  }
}

/** The ways that a turn can go on from a step at once. */
function waysOf(step: Step, runsOf: (id: string) => Runs): Way[] {
  const block = blockOf(step)
  const waits = typeof block.waits === 'function' ? block.waits(step) : block.waits
  if (waits || step.block === 'end') return []
  if (step.block === 'return') return [{ to: undefined, cost: 0 }]
  const [other] = block.flows(step)
  if (step.block === 'jump' && other !== undefined) {
    const { through } = runsOf(other)
    return through === undefined ? [] : [{ to: undefined, cost: through }]
  }
  const through = step.block === 'call-flow' && other !== undefined ? runsOf(other).through : -1
  return through === undefined ? [] : block.edges(step).map(({ to }) => ({ to, cost: through + 1 }))
}

/** Any step may begin a turn; what follows a call may do so after the last steps of the flow that was called. */
function startsIn(steps: ReadonlyMap<string, Step>, runsOf: (id: string) => Runs): Map<string, number> {
  const starts = new Map([...steps.keys()].map((id) => [id, 1]))
  for (const step of steps.values()) {
    if (step.block !== 'call-flow' || step.next === undefined || !steps.has(step.next)) continue
    const { outward } = runsOf(step.flow)
    if (outward !== undefined) starts.set(step.next, Math.max(starts.get(step.next) ?? 1, outward + 2))
  }
  return starts
}

/** Where the flow ends right after another one has come back, or ends as another one. */
function laterEnds(steps: ReadonlyMap<string, Step>, runsOf: (id: string) => Runs): number[] {
  return [...steps.values()].flatMap((step) => {
    const isLast = (step.block === 'call-flow' && step.next === undefined) || step.block === 'jump'
    const [other] = isLast ? blockOf(step).flows(step) : []
    const outward = other === undefined ? undefined : runsOf(other).outward
    return outward === undefined ? [] : [outward + 1]
  })
}

/** The tools of a reply begin a turn of their own, when the model has called them. */
function withInward(step: Step | undefined, length: number, runsOf: (id: string) => Runs): number {
  const inward = step
    ? blockOf(step)
        .flows(step)
        .map((id) => runsOf(id).inward + 1)
    : []
  return step?.block === 'ai' ? Math.max(length, ...inward) : length + Math.max(0, ...inward)
}

function jumpOf(step: Step | undefined): string[] {
  return step?.block === 'jump' && step.flow ? [step.flow] : []
}

function endsOf(id: string, length: number, ways: ReadonlyMap<string, Way[]>): number[] {
  return (ways.get(id) ?? []).flatMap(({ to, cost }) => (to === undefined ? [length + cost] : []))
}

/** In topological order; what is on or behind a circle is missing, which `check` tells of. */
function sortedBy(steps: ReadonlyMap<string, Step>, ways: ReadonlyMap<string, Way[]>): string[] {
  const waysIn = new Map([...steps.keys()].map((id) => [id, 0]))
  const targets = (id: string) =>
    (ways.get(id) ?? []).flatMap(({ to }) => (to !== undefined && steps.has(to) ? [to] : []))
  for (const id of steps.keys()) for (const to of targets(id)) waysIn.set(to, (waysIn.get(to) ?? 0) + 1)
  const sorted = [...steps.keys()].filter((id) => waysIn.get(id) === 0)
  for (const id of sorted)
    for (const to of targets(id)) {
      const left = (waysIn.get(to) ?? 0) - 1
      waysIn.set(to, left)
      if (left === 0) sorted.push(to)
    }
  return sorted
}

/** The longest run up to and with each step, from these first ones. */
function lengths(
  sorted: readonly string[],
  ways: ReadonlyMap<string, Way[]>,
  starts: ReadonlyMap<string, number>,
): Map<string, number> {
  const found = new Map(starts)
  for (const id of sorted) {
    const length = found.get(id)
    if (length === undefined) continue
    for (const { to, cost } of ways.get(id) ?? [])
      if (to !== undefined) found.set(to, Math.max(found.get(to) ?? 0, length + cost + 1))
  }
  return found
}

function most(lengths: readonly number[]): number | undefined {
  return lengths.length === 0 ? undefined : lengths.reduce((long, length) => Math.max(long, length))
}
