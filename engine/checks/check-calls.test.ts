/** What is found wrong between the flows of a bot, and with the ways into one. */
import { describe, expect, it } from 'vitest'
import { compile, Flow } from '../flow.ts'
import { libraryOf } from '../library.ts'
import { newSession } from '../session.ts'
import { step } from '../step.ts'
import { sceneContext } from '../transcripts/scene.ts'
import { check, flowsCalledBy } from './check.ts'
import { checkCalls, waitingFlows } from './check-calls.ts'

const NOW = new Date('2026-07-01T07:30:00Z')

const say = (next?: string) => ({ block: 'say', text: 'Hello', next })
const ask = (next?: string) => ({ block: 'ask', text: 'Well?', kind: 'text', maxTries: 3, next })
const call = (flow: string, next?: string) => ({ block: 'call-flow', flow, inputs: [], save: [], next })
const jump = (flow: string) => ({ block: 'jump', flow })
const http = (next?: string, failed?: string) => ({
  block: 'http',
  method: 'GET',
  url: 'https://shop.example/',
  headers: [],
  body: { kind: 'none' },
  timeoutSeconds: 5,
  retries: 0,
  save: [],
  next,
  failed,
})
const chain = (length: number, last: unknown = say()) =>
  Object.fromEntries(Array.from({ length }, (_, i) => [`s${i}`, i + 1 < length ? say(`s${i + 1}`) : last]))

describe('the check of calls', () => {
  it('finds a flow that is not there, and circles of calls, but not of jumps', () => {
    expect(calls({ main: { a: call('gone') } })).toEqual(['main missing-flow a'])
    expect(calls({ main: { a: call('one') }, one: { a: ask('b'), b: call('main') } })).toEqual([
      'main endless-flows a',
      'one endless-flows b',
    ])
    expect(calls({ main: { a: ask('b'), b: jump('one') }, one: { a: ask('b'), b: jump('main') } })).toEqual([])
  })

  it('finds flows that jump into one another without a question', () => {
    const bot = { main: { a: jump('one') }, one: { a: say('b'), b: jump('main') } }
    expect(calls(bot).sort()).toEqual(['main endless-loop a', 'one endless-loop a'])
    expect(failures(bot)).toEqual(['step-budget'])
  })

  it('finds more than ten calls within calls', () => {
    const nested = (depth: number) =>
      Object.fromEntries(
        Array.from({ length: depth + 1 }, (_, i) => [`f${i}`, { a: i < depth ? call(`f${i + 1}`) : ask() }]),
      )
    expect(calls(nested(10))).toEqual([])
    expect(calls(nested(11))).toEqual(['f10 too-deep a'])
  })

  it('finds more than 100 steps through several flows', () => {
    const bot = (length: number) => ({ main: { ...chain(length, call('one', 'z')), z: say() }, one: chain(50) })
    expect(calls(bot(48))).toEqual([])
    expect(failures(bot(48))).toEqual([])
    expect(calls(bot(49))).toEqual(['main too-many-steps z'])
    expect(failures(bot(49))).toEqual(['step-budget'])
  })

  it('knows which flows never come back at once, so that a circle through them is none', () => {
    const flows = {
      main: { a: call('asks', 'b'), b: say('a') },
      asks: { a: ask() },
      says: { a: say() },
    }
    const bot = new Map(Object.entries(flows).map(([id, steps]) => [id, made(steps)]))
    const waiting = waitingFlows(bot)
    expect([...waiting].sort()).toEqual(['asks', 'main'])
    expect(found(flows.main)).toEqual(['error endless-loop a', 'error endless-loop b'])
    expect(found(flows.main, { waiting })).toEqual([])
    expect(flowsCalledBy(made(flows.main))).toEqual(['asks'])
  })
})

describe('the check of a flow with calls and ways in', () => {
  it('warns of calls in a circle without the person, and of nothing where time or a person is between', () => {
    expect(found({ a: http('b'), b: http('a') })).toEqual(['warning endless-calls a', 'warning endless-calls b'])
    expect(found({ a: http('b'), b: ask('a') })).toEqual([])
    const wait = { block: 'wait', kind: 'for', for: { amount: 1, unit: 'days' }, next: 'a' }
    expect(found({ a: http('b'), b: wait })).toEqual([])
  })

  it('knows that a request of values may not be sent, and then goes on at once', () => {
    const open = { ...http('a', 'a'), url: 'https://shop.example/{{x}}' }
    expect(found({ a: open })).toEqual(['error endless-loop a'])
  })

  it('counts ways in as ways to a step', () => {
    const entries = [{ id: 'in', kind: 'webhook', to: 'b' }]
    expect(found({ a: say(), b: say() }, {}, entries)).toEqual([])
    expect(found({ a: say(), b: say() })).toEqual(['warning unreachable b'])
  })

  it('finds ways in that lead nowhere, are the same, belong elsewhere, or have a bad pattern', () => {
    const keyword = (id: string, words: string[], match = 'exact') => ({
      id,
      kind: 'keyword',
      match,
      words,
      always: false,
    })
    const of = (...entries: unknown[]) => found({ a: say() }, {}, entries)
    expect(of({ id: 'in', kind: 'webhook', to: 'gone' })).toEqual(['error dangling-entry a'])
    expect(of(keyword('x', ['(']), keyword('y', ['['], 'pattern'))).toEqual(['error bad-pattern a'])
    expect(of(keyword('x', ['Hi']), keyword('y', [' hi']), keyword('z', ['hi'], 'contains'))).toEqual([
      'warning same-word a',
    ])
    expect(of({ id: 'r', kind: 'ref', ref: 'x' }, { id: 's', kind: 'ref', ref: 'x' })).toEqual(['warning same-word a'])
    expect(of({ id: 'w', kind: 'welcome' }, { id: 'w', kind: 'welcome' })).toEqual([
      'error same-entry-id a',
      'warning same-entry a',
    ])
    expect(found({ a: say() }, { isMain: false }, [{ id: 'd', kind: 'default-reply' }])).toEqual([
      'error only-in-main a',
    ])
  })

  it('warns of fields that nothing fills, where it is told which are known', () => {
    const steps = {
      a: {
        block: 'say',
        text: '{{x}} {{user.plan}} {{bot.shop}} {{bot.motto}} {{input.z}} {{y.0.z}} {{USER_NAME}}',
        next: 'b',
      },
      b: { block: 'set', field: 'x', value: '1' },
    }
    expect(found(steps)).toEqual([])
    const known = new Set(['plan', 'bot.shop'])
    const messages = check(made(steps), { known }).problems.map(({ code, message }) => `${code}: ${message}`)
    expect(messages).toEqual([
      'unknown-field: No step fills the field bot.motto, and nobody has described it.',
      'unknown-field: No step fills the field y.0.z, and nobody has described it.',
    ])
  })

  it('is quick with 5,000 steps', () => {
    const steps = Object.fromEntries(
      Array.from({ length: 5000 }, (_, i) => [`s${i}`, i % 50 === 49 ? ask(`s${(i + 1) % 5000}`) : say(`s${i + 1}`)]),
    )
    const flow = Flow.parse({ start: 's0', steps })
    const started = process.cpuUsage()
    expect(check(flow).problems).toEqual([])
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(400)
  })

  it('finds what is wrong with single steps', () => {
    const of = (step: object) => found({ a: step }).map((problem) => problem.split(' ')[1])
    const split = (a: number, b: number) => ({
      block: 'split',
      parts: [
        { id: 'a', label: 'A', weight: a },
        { id: 'b', label: 'B', weight: b },
      ],
    })
    expect(of(split(50, 40))).toEqual(['weights'])
    expect(of(split(33.3, 66.7))).toEqual([])
    expect(of({ block: 'switch', value: '', cases: [] })).toEqual(['empty-value', 'no-cases'])
    expect(of({ block: 'compute', field: 'x', formula: '1 +' })).toEqual(['bad-formula'])
    expect(of({ block: 'compute', field: 'x', formula: 'BOT_MOOD' })).toEqual(['unknown-value'])
    expect(of({ ...http(), url: 'ftp://x' })).toEqual(['bad-url'])
    expect(of({ ...http(), body: { kind: 'json', text: '{"a": {{x}}, }' } })).toEqual(['bad-json'])
    expect(of({ ...http(), body: { kind: 'json', text: '{"a": {{x}}, "{{y}}": "{{z | json}}"}' } })).toEqual([])
    expect(of({ ...http(), save: [{ path: 'items.0', field: 'x' }], headers: [{ name: 'a b', value: '' }] })).toEqual([
      'bad-header',
      'bad-path',
    ])
    expect(of({ block: 'mail', to: 'x', subject: '', text: '' })).toEqual(['bad-to', 'empty-subject', 'empty-text'])
    expect(of({ block: 'wait', kind: 'for' })).toEqual(['no-duration'])
    expect(of({ block: 'wait', kind: 'for', for: { amount: 53, unit: 'weeks' } })).toEqual(['too-long'])
    expect(of({ block: 'wait', kind: 'until', at: 'soon' })).toEqual(['bad-time'])
    expect(of({ block: 'jump' })).toEqual(['no-target'])
    expect(of({ block: 'call-flow', flow: '', inputs: [], save: [] })).toEqual(['no-flow'])
    expect(of({ block: 'tag', change: 'add', tag: ' ' })).toEqual(['empty-tag'])
  })
})

function made(steps: object, entries: unknown[] = []): Flow {
  const start = 's0' in steps ? 's0' : 'a'
  return Flow.parse({ start, steps, entries })
}

function found(steps: object, options = {}, entries: unknown[] = []): string[] {
  return check(made(steps, entries), options).problems.map(
    ({ severity, code, stepId }) => `${severity} ${code} ${stepId}`,
  )
}

function calls(flows: Record<string, object>): string[] {
  const bot = new Map(Object.entries(flows).map(([id, steps]) => [id, made(steps)]))
  return checkCalls(bot).map(({ flowId, code, stepId }) => `${flowId} ${code} ${stepId}`)
}

/** What really happens. */
function failures(flows: Record<string, object>): string[] {
  const [main, ...others] = Object.entries(flows).map(([id, steps]) => compile(made(steps), { id, version: id }))
  if (!main) return []
  const { effects } = step(libraryOf(main, others), newSession(), { kind: 'start' }, NOW, sceneContext())
  return effects.flatMap((effect) => (effect.kind === 'failed' ? [effect.code] : []))
}
