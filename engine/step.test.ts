/** What holds for every turn of every flow, tried with flows and chats made at random. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Content, type Incoming } from '../shared/messages.ts'
import { check } from './checks/check.ts'
import { compile, Flow } from './flow.ts'
import { libraryOf } from './library.ts'
import { newSession, Session } from './session.ts'
import { STEP_BUDGET, step } from './step.ts'
import { anyDoing, anySayingStep } from './transcripts/any-saying-step.ts'
import { sceneContext } from './transcripts/scene.ts'
import type { Effect } from './turn.ts'

const NOW = new Date('2026-07-01T07:30:00Z')
const CONTEXT = sceneContext({ timezone: 'Europe/Berlin', fields: { plan: 'pro' } })

const ids = ['a', 'b', 'c', 'd', 'e', 'f']
const to = fc.option(fc.constantFrom(...ids), { nil: undefined })
const anywhere = fc.option(fc.constantFrom(...ids, 'gone', 'constructor'), { nil: undefined })
const words = fc.constantFrom(
  '',
  'Hello',
  '{{x}}{{x}}',
  '{{LAST_INPUT}}',
  '{{BOT_CURRENT_TIME}}',
  '{{',
  '{{__proto__}}',
)
const field = fc.constantFrom('x', 'y', 'constructor')

function anyStep(way: fc.Arbitrary<string | undefined>) {
  const rule = fc.record({ name: field, operator: fc.constantFrom('is', 'contains', 'greater'), value: words })
  const option = fc.record({ id: fc.constantFrom('yes', 'no'), label: words, next: way })
  const kind = fc.constantFrom('text', 'number', 'email', 'choice')
  const answers = fc.record({ choices: fc.array(option, { maxLength: 3 }), maxTries: fc.integer({ min: 1, max: 3 }) })
  const question = fc.record({ text: words, kind, field, next: way, otherwise: way })
  return fc.oneof(
    fc.record({ block: fc.constant('say'), text: words, next: way }),
    fc.record({ block: fc.constant('set'), field, value: fc.option(words), next: way }),
    fc.tuple(question, answers).map(([asked, rest]) => ({ block: 'ask', ...asked, ...rest })),
    fc.record({
      block: fc.constant('decide'),
      when: fc.record({ match: fc.constantFrom('all', 'any'), rules: fc.array(rule, { minLength: 1, maxLength: 3 }) }),
      next: way,
      otherwise: way,
    }),
    fc.record({ block: fc.constant('hand-over'), text: words, note: words }),
    fc.constant({ block: 'end' }),
    { arbitrary: anySayingStep(way), weight: 6 },
  )
}

function anyFlow(way: fc.Arbitrary<string | undefined>) {
  const steps = fc.dictionary(fc.constantFrom(...ids), anyStep(way), { minKeys: 1, noNullPrototype: true })
  return steps.map((made) => Flow.parse({ start: 'a', steps: made }))
}

const anyEvent: fc.Arbitrary<Incoming> = fc.oneof(
  fc.constantFrom('hey', '1', 'ann@example.com', '12', ' ', '{{x}}').map((text) => ({ kind: 'text', text }) as const),
  fc.string({ minLength: 1 }).map((text) => ({ kind: 'text', text }) as const),
  fc.constantFrom('yes', 'a/yes', 'b/no', '__proto__').map((id) => ({ kind: 'choice', id }) as const),
  fc.constant({ kind: 'start' } as const),
  anyDoing,
)
const anyChat = fc.array(anyEvent, { minLength: 1, maxLength: 8 })

describe('a turn', () => {
  it('gives the same for the same (invariant 27)', () => {
    fc.assert(
      fc.property(anyFlow(anywhere), anyChat, (flow, chat) => {
        expect(play(flow, chat)).toEqual(play(flow, chat))
      }),
    )
  })

  it('always ends within the step budget, whatever the flow', () => {
    fc.assert(
      fc.property(anyFlow(anywhere), anyChat, (flow, chat) => {
        for (const turn of play(flow, chat)) expect(turn.effects.length).toBeLessThanOrEqual(6 * (STEP_BUDGET + 1))
      }),
    )
  })

  it('never fails in a flow without errors (invariant 28)', () => {
    let sound = 0
    fc.assert(
      fc.property(anyFlow(to), anyChat, (flow, chat) => {
        if (check(flow).problems.some((problem) => problem.severity === 'error')) return
        sound += 1
        expect(play(flow, chat).flatMap(({ effects }) => effects.filter(isFaultOfFlow))).toEqual([])
      }),
      { numRuns: 3000 },
    )
    expect(sound).toBeGreaterThan(100)
  })

  it('leaves a session that can be stored, and says only what is a message', () => {
    fc.assert(
      fc.property(anyFlow(anywhere), anyChat, (flow, chat) => {
        for (const { session, effects } of play(flow, chat)) {
          expect(Session.parse(JSON.parse(JSON.stringify(session)))).toEqual(session)
          for (const effect of effects)
            if (effect.kind === 'say') expect(Content.parse(effect.content)).toEqual(effect.content)
        }
      }),
    )
  })

  it('touches neither the session nor the fields it was given', () => {
    const session = Object.freeze(newSession())
    const context = Object.freeze({ ...CONTEXT, fields: Object.freeze({ plan: 'pro' }) })
    const flow = libraryOf(compile({ start: 'a', steps: { a: { block: 'set', field: 'plan', value: 'free' } } }))
    const { effects } = step(flow, session, { kind: 'start' }, NOW, context)
    expect(effects).toEqual([{ kind: 'set-field', name: 'plan', value: 'free', stepId: 'a' }, { kind: 'ended' }])
  })

  it('starts afresh where the waiting question is gone from the flow', () => {
    const flow = libraryOf(compile({ start: 'a', steps: { a: { block: 'say', text: 'Hello' } } }))
    const session = { ...newSession(), waiting: 'old-question', tries: 1 }
    expect(texts(step(flow, session, { kind: 'text', text: 'hey' }, NOW, CONTEXT).effects)).toEqual(['Hello'])
  })

  it('says a long text in several messages, cut between words', () => {
    const flow = libraryOf(compile({ start: 'a', steps: { a: { block: 'say', text: '{{long}}' } } }))
    const context = { ...CONTEXT, fields: { long: 'word '.repeat(2000).trim() } }
    const said = texts(step(flow, newSession(), { kind: 'start' }, NOW, context).effects)
    expect(said.map((text) => text.length)).toEqual([3999, 3999, 1999])
    expect(said.join(' ')).toBe(context.fields.long)
  })

  it('tells of a flow that goes in a circle, with the step and a reason', () => {
    const flow = libraryOf(compile({ start: 'a', steps: { a: { block: 'say', text: 'Hello', next: 'a' } } }))
    const { session, effects } = step(flow, newSession(), { kind: 'start' }, NOW, CONTEXT)
    expect(texts(effects)).toHaveLength(STEP_BUDGET)
    expect(effects.at(-1)).toMatchObject({
      kind: 'failed',
      code: 'step-budget',
      stepId: 'a',
      message: expect.any(String),
    })
    expect(session.done).toBe(true)
  })
})

function play(flow: Flow, chat: Incoming[]) {
  const runnable = libraryOf(compile(flow))
  let session = newSession()
  return chat.map((event) => {
    const outcome = step(runnable, session, event, NOW, CONTEXT)
    session = outcome.session
    return outcome
  })
}

/** What a person typed may be no address and no limit, whatever the flow. */
function isFaultOfFlow(effect: Effect): boolean {
  return effect.kind === 'failed' && effect.code !== 'wrong-value'
}

function texts(effects: Effect[]): string[] {
  return effects.flatMap((effect) =>
    effect.kind === 'say' && effect.content.kind === 'text' ? [effect.content.text] : [],
  )
}
