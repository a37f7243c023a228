/** What holds for every turn of every bot of several flows, with answers from outside, timers and ways in at random. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Content } from '../shared/messages.ts'
import { blockOf } from './blocks/blocks.ts'
import { Call, CallOutcome } from './call.ts'
import { check } from './checks/check.ts'
import { checkCalls, waitingFlows } from './checks/check-calls.ts'
import type { Event } from './event.ts'
import { compile, Flow } from './flow.ts'
import { libraryOf } from './library.ts'
import { newSession, Session } from './session.ts'
import { step } from './step.ts'
import { anyDoingStep, anyEntries } from './transcripts/any-doing-step.ts'
import { anySayingStep } from './transcripts/any-saying-step.ts'
import { sceneContext } from './transcripts/scene.ts'

const NOW = new Date('2026-07-01T07:30:00Z')
const CONTEXT = sceneContext({ timezone: 'Europe/Berlin', fields: { x: 'pro', y: [1, { b: 2 }] }, botFields: { z: 2 } })
const IDS = ['a', 'b', 'c', 'd', 'e']
const STRUCTURAL = new Set(['step-budget', 'missing-step', 'missing-flow', 'too-deep'])

type Bot = Record<string, Flow>
type Doing = (ids: { call: string; timer: string }) => Event

const somewhere = fc.option(fc.constantFrom(...IDS), { nil: undefined, freq: 3 })
const anywhere = fc.option(fc.constantFrom(...IDS, 'gone'), { nil: undefined })

/** `reach` gives the flows that each may go into. */
function anyBot(way: fc.Arbitrary<string | undefined>, reach: Record<string, string[]>) {
  const flowOf = (others: string[]) => {
    const other = fc.constantFrom(...others)
    const anyStep = fc.oneof(
      { arbitrary: anyDoingStep(way, other), weight: 3 },
      { arbitrary: anySayingStep(way), weight: 1 },
    )
    return fc
      .record({
        steps: fc.dictionary(fc.constantFrom(...IDS), anyStep, { minKeys: 1, noNullPrototype: true }),
        entries: anyEntries(way),
      })
      .map((made) => Flow.parse({ start: Object.keys(made.steps)[0], ...made }))
  }
  return fc.record({
    main: flowOf(reach.main ?? []),
    one: flowOf(reach.one ?? []),
    two: flowOf(reach.two ?? []),
  })
}

const ALL = ['main', 'one', 'two', 'gone']
const anyOutcome = fc
  .constantFrom<unknown>(
    { ok: true, status: 200, headers: { x: '1' }, data: { a: [1], text: 'Yes' } },
    { ok: true, status: 500, data: null },
    { ok: true, data: { text: '', tool: { id: '1', name: 'look', arguments: { a: 1 } } } },
    { ok: true, data: { tool: { id: '2', name: 'none', arguments: null } } },
    { ok: false, reason: 'timeout', message: 'No answer' },
    { ok: false, reason: 'refused', message: 'No', status: 400, data: { a: 1 } },
  )
  .map((outcome) => CallOutcome.parse(outcome))
const anyDoing: fc.Arbitrary<Doing> = fc.oneof(
  fc.constantFrom('hey', '1', 'x', ' ').map(
    (text): Doing =>
      () => ({ kind: 'text', text }),
  ),
  fc.constantFrom('a/yes', 'b/no', 'yes').map(
    (id): Doing =>
      () => ({ kind: 'choice', id }),
  ),
  fc.constantFrom(undefined, 'summer').map(
    (ref): Doing =>
      () => ({ kind: 'start', ...(ref && { ref }) }),
  ),
  {
    arbitrary: anyOutcome.map(
      (outcome): Doing =>
        ({ call }) => ({ kind: 'result', callId: call, outcome }),
    ),
    weight: 3,
  },
  fc.constant<Doing>(({ timer }) => ({ kind: 'timer', timerId: timer })),
  fc.constant<Doing>(() => ({ kind: 'given-back' })),
  fc.constantFrom('main', 'one').map(
    (flow): Doing =>
      () => ({ kind: 'entry', flow, entry: 'webhook', data: { b: { c: 1 } }, depth: 1 }),
  ),
)
const anyChat = fc.array(anyDoing, { minLength: 1, maxLength: 12 })

describe('a turn of a bot of several flows', () => {
  it('gives the same for the same, ends, and leaves what can be stored (invariant 27)', () => {
    fc.assert(
      fc.property(anyBot(anywhere, { main: ALL, one: ALL, two: ALL }), anyChat, (bot, chat) => {
        const played = play(bot, chat)
        expect(play(bot, chat)).toEqual(played)
        for (const { session, effects } of played) {
          expect(Session.parse(JSON.parse(JSON.stringify(session)))).toEqual(session)
          for (const effect of effects) {
            if (effect.kind === 'say') expect(Content.parse(effect.content)).toEqual(effect.content)
            if (effect.kind === 'call') expect(Call.parse(effect.call)).toEqual(effect.call)
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  it('never fails structurally in a bot without errors (invariant 28)', () => {
    let sound = 0
    fc.assert(
      fc.property(
        anyBot(somewhere, { main: ['one', 'two', 'main'], one: ['two'], two: ['one'] }).map(mended),
        anyChat,
        (bot, chat) => {
          if (hasErrors(bot)) return
          sound += 1
          const failed = play(bot, chat).flatMap(({ effects }) =>
            effects.filter((effect) => effect.kind === 'failed' && STRUCTURAL.has(effect.code)),
          )
          expect(failed).toEqual([])
        },
      ),
      { numRuns: 1500 },
    )
    expect(sound).toBeGreaterThan(100)
  })
})

/** Without the faults of single steps, so that what is left is how they hang together. */
function mended(bot: Bot): Bot {
  return Object.fromEntries(Object.entries(bot).map(([id, flow]) => [id, { ...flow, ...mendedSteps(flow, id) }]))
}

function mendedSteps(flow: Flow, id: string): Pick<Flow, 'steps' | 'entries'> {
  const to = (target: string | undefined) => (target !== undefined && target in flow.steps ? target : undefined)
  const steps = Object.entries(flow.steps).map(([stepId, step]) => {
    const block = blockOf(step)
    const [first] = block.edges(step)
    const hasFault = block.check(step).some(({ severity }) => severity === 'error')
    if (hasFault || (id === 'two' && block.flows(step).length > 0))
      return [stepId, { block: 'say', text: 'Hi', next: to(first?.to) }] as const
    return [
      stepId,
      block.edges(step).reduce((made, edge) => block.connect(made, edge.handle, to(edge.to)), step),
    ] as const
  })
  const entries = (flow.entries ?? []).filter(({ kind }) => id === 'main' || kind === 'webhook')
  return { steps: Object.fromEntries(steps), entries: entries.map((entry) => ({ ...entry, to: to(entry.to) })) }
}

function hasErrors(bot: Bot): boolean {
  const flows = new Map(Object.entries(bot))
  const waiting = waitingFlows(flows)
  const problems = [...flows].flatMap(([id, flow]) => check(flow, { isMain: id === 'main', waiting }).problems)
  return [...problems, ...checkCalls(flows)].some(({ severity }) => severity === 'error')
}

function play({ main, ...others }: Bot, chat: Doing[]) {
  if (!main) throw new Error('a bot has a main flow')
  const ready = (flow: Flow, id: string) => compile(flow, { id, version: `${id}-1` })
  const library = libraryOf(
    ready(main, 'main'),
    Object.entries(others).map(([id, flow]) => ready(flow, id)),
  )
  let session = newSession()
  return chat.map((doing) => {
    const event = doing({ call: session.pending ?? 'none', timer: session.timer ?? 'none' })
    const outcome = step(library, session, event, NOW, CONTEXT)
    session = outcome.session
    return outcome
  })
}
