/** How fast the pure engine is, and whether it stays so as flows grow. */

import { check } from '../engine/checks/check.ts'
import { compile, Flow } from '../engine/flow.ts'
import { type Library, libraryOf } from '../engine/library.ts'
import { newSession } from '../engine/session.ts'
import { step } from '../engine/step.ts'
import type { Context } from '../engine/turn.ts'
import { ALWAYS_OPEN } from '../engine/values/business-hours.ts'
import type { Incoming } from '../shared/messages.ts'

export interface Figure {
  name: string
  value: number
  unit: string
}

/**
 * Best of some rounds, the sizes taking turns, so that a neighbour's work on the machine does not count. A walk through
 * 5,000 different steps finds none of them in the processor's cache; so whether the engine itself is flat is told by ten
 * steps which a chat goes round in, alone in their flow or among 5,000.
 */
export async function benchEngine(): Promise<Figure[]> {
  const whole = measureSpeeds([10, 50, 500, 5000].map((size) => ({ size, round: size })))
  const [alone = 0, , , large = 0] = whole
  const [among = 0, again = 0] = measureSpeeds([5000, 10].map((size) => ({ size, round: 10 })))
  return [
    ...[10, 50, 500, 5000].map((size, index) => ({
      name: `engine: flow of ${size} steps, walked through`,
      value: whole[index] ?? 0,
      unit: 'steps/s',
    })),
    { name: 'engine: the same ten steps among 5,000, against alone', value: round(again / among), unit: 'times' },
    { name: 'engine: 5,000 different steps, against ten again and again', value: round(alone / large), unit: 'times' },
    { name: 'engine: check of 5,000 steps', value: round(millisecondsToCheck(5000)), unit: 'ms' },
    { name: 'engine: parse and compile 5,000 steps', value: round(millisecondsToCompile(5000)), unit: 'ms' },
  ]
}

const EVENT: Incoming = { kind: 'text', text: 'Mia' }
const NOW = new Date('2026-07-01T07:30:00Z')
const CONTEXT: Context = {
  botId: 'bot',
  botName: 'Hal',
  workspaceId: 'workspace',
  workspaceName: 'Acme',
  timezone: 'Europe/Berlin',
  hours: ALWAYS_OPEN,
  channel: 'webchat',
  chatUrl: 'https://chat.example/hal',
  user: {
    id: 'ann',
    name: 'Ann Ash',
    email: 'ann@example.com',
    phone: '',
    language: 'en',
    timezone: '',
    tags: new Set(['vip']),
    isSubscribed: true,
    firstSeenAt: '2026-01-02T03:04:05Z',
    source: '',
    assignee: null,
  },
  fields: { plan: 'pro', visits: 3 },
  botFields: { shop: 'Acme' },
  kinds: {},
  random: () => 0.5,
}

/** Steps a second of each flow: of so many steps, of which a chat goes through the first `round` again and again. */
function measureSpeeds(walks: Array<{ size: number; round: number }>): number[] {
  const runs = walks.map(({ size, round }) => ({ round, library: libraryOf(compile(Flow.parse(flowOf(size, round)))) }))
  const speeds = walks.map(() => 0)
  for (let times = 0; times < 8; times += 1)
    for (const [index, { round, library }] of runs.entries())
      speeds[index] = Math.max(speeds[index] ?? 0, Math.round(runFor(120, () => goRound(library, round))))
  return speeds
}

/** Once through all steps of the round; the last one asks and leads back to the first. */
function goRound(library: Library, steps: number): number {
  let session = newSession()
  for (let turn = 0; turn < steps / 10; turn += 1) session = step(library, session, EVENT, NOW, CONTEXT).session
  return steps
}

function runFor(milliseconds: number, work: () => number): number {
  const started = busy()
  let done = 0
  do for (let times = 0; times < 5000; ) times += count(work())
  while (busy() - started < milliseconds)
  return done / ((busy() - started) / 1000)

  function count(steps: number): number {
    done += steps
    return steps
  }
}

/** Milliseconds that the processor has worked for this program, which a busy neighbour does not add to. */
function busy(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
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
      const started = busy()
      work()
      return busy() - started
    }),
  )
}

/** As it is stored: what comes out of JSON lies differently in memory than what was built. */
function flowOf(size: number, round = size): unknown {
  const nextOf = (index: number) => (index === round - 1 ? 0 : (index + 1) % size)
  const steps = Array.from({ length: size }, (_, index) => [`s${index}`, stepAt(index, `s${nextOf(index)}`)])
  return JSON.parse(JSON.stringify({ start: 's0', steps: Object.fromEntries(steps) }))
}

/** Of ten steps nine go on and the tenth asks, so that one answer runs ten steps, of most kinds that need no world. */
function stepAt(index: number, next: string): unknown {
  const rules = [{ name: 'plan', operator: 'is', value: 'pro' }]
  switch (index % 10) {
    case 1:
      return { block: 'switch', value: '{{plan}}', cases: [{ id: 'pro', is: 'pro', next }], otherwise: next }
    case 2:
      return { block: 'image', url: 'https://shop.example/mug.png', text: 'For {{USER_FIRST_NAME}}', next }
    case 3:
      return { block: 'tag', change: index % 20 === 3 ? 'add' : 'remove', tag: 'new', next }
    case 4:
      return { block: 'set', field: 'visited', value: `step ${index}`, next }
    case 5:
      return {
        block: 'split',
        parts: [
          { id: 'a', label: 'A', weight: 50, next },
          { id: 'b', label: 'B', weight: 50, next },
        ],
      }
    case 6:
      return { block: 'compute', field: 'total', formula: 'visits * 2 + 1', next }
    case 7:
      return { block: 'decide', when: { match: 'all', rules }, next, otherwise: next }
    case 9:
      return { block: 'ask', text: 'And now, {{name}}?', kind: 'text', field: 'name', maxTries: 3, next }
    default:
      return { block: 'say', text: 'Hello {{name | default: "friend"}}, welcome to {{bot.shop}}!', next }
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
