/** How fast the pure engine is, and whether it stays so as flows grow. */

import { check } from '../engine/check.ts'
import { compile, Flow } from '../engine/flow.ts'
import { newSession, step } from '../engine/step.ts'
import type { Context } from '../engine/turn.ts'
import type { Incoming } from '../shared/messages.ts'

export interface Figure {
  name: string
  value: number
  unit: string
}

/** Best of some rounds, the sizes taking turns, so that a neighbour's work on the machine does not count. */
export async function benchEngine(): Promise<Figure[]> {
  const speeds = measureSpeeds([10, 50, 500, 5000])
  const [small = 0, large = 0] = [speeds.get(10), speeds.get(5000)]
  return [
    ...[...speeds].map(([size, value]) => ({ name: `engine: flow of ${size} steps`, value, unit: 'steps/s' })),
    { name: 'engine: cost of a step, 5,000 steps against 10', value: round(small / large), unit: 'times' },
    { name: 'engine: check of 5,000 steps', value: round(millisecondsToCheck(5000)), unit: 'ms' },
    { name: 'engine: parse and compile 5,000 steps', value: round(millisecondsToCompile(5000)), unit: 'ms' },
  ]
}

const EVENT: Incoming = { kind: 'text', text: 'Mia' }
const NOW = new Date('2026-07-01T07:30:00Z')
const CONTEXT: Context = {
  botName: 'Hal',
  workspaceName: 'Acme',
  timezone: 'Europe/Berlin',
  channel: 'webchat',
  user: { name: 'Ann Ash', email: 'ann@example.com' },
  fields: { plan: 'pro' },
  random: () => 0.5,
}

/** Steps a second, by the size of the flow. */
function measureSpeeds(sizes: number[]): Map<number, number> {
  const flows = sizes.map((size) => ({ size, flow: compile(Flow.parse(flowOf(size))) }))
  const speeds = new Map(sizes.map((size) => [size, 0]))
  for (let round = 0; round < 8; round += 1)
    for (const { size, flow } of flows)
      speeds.set(size, Math.max(speeds.get(size) ?? 0, Math.round(runFor(120, () => goThrough(flow, size)))))
  return speeds
}

/** Once through all steps of the flow; the last one asks and leads back to the first. */
function goThrough(flow: ReturnType<typeof compile>, size: number): number {
  let session = newSession()
  for (let turn = 0; turn < size / 10; turn += 1) session = step(flow, session, EVENT, NOW, CONTEXT).session
  return size
}

function runFor(milliseconds: number, work: () => number): number {
  const started = performance.now()
  let done = 0
  while (performance.now() - started < milliseconds) done += work()
  return done / ((performance.now() - started) / 1000)
}

function millisecondsToCheck(size: number): number {
  const flow = Flow.parse(flowOf(size))
  return best(() => check(flow))
}

function millisecondsToCompile(size: number): number {
  const stored = flowOf(size)
  return best(() => compile(Flow.parse(stored)))
}

function best(work: () => unknown): number {
  return Math.min(
    ...Array.from({ length: 5 }, () => {
      const started = performance.now()
      work()
      return performance.now() - started
    }),
  )
}

/** As it is stored: what comes out of JSON lies differently in memory than what was built. */
function flowOf(size: number): unknown {
  const steps = Array.from({ length: size }, (_, index) => [`s${index}`, stepAt(index, `s${(index + 1) % size}`)])
  return JSON.parse(JSON.stringify({ start: 's0', steps: Object.fromEntries(steps) }))
}

/** Of ten steps nine go on and the tenth asks, so that one answer runs ten steps. */
function stepAt(index: number, next: string): unknown {
  if (index % 10 === 9) return { block: 'ask', text: 'And now, {{name}}?', kind: 'text', field: 'name', next }
  if (index % 10 === 4) return { block: 'set', field: 'visited', value: `step ${index}`, next }
  if (index % 10 !== 7) return { block: 'say', text: 'Hello {{name | default: "friend"}}, welcome!', next }
  const rules = [{ name: 'plan', operator: 'is', value: 'pro' }]
  return { block: 'decide', when: { match: 'all', rules }, next, otherwise: next }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
