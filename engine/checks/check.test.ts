/** What is found wrong with a flow before anyone meets it. */
import { describe, expect, it } from 'vitest'
import { Flow } from '../flow.ts'
import { STARTERS } from '../starters.ts'
import { check } from './check.ts'

const say = (next?: string) => ({ block: 'say', text: 'Hello', next })
const ask = (more: object = {}) => ({ block: 'ask', text: 'Well?', kind: 'text', ...more })
const choice = (choices: unknown[]) => ask({ kind: 'choice', choices })

describe('the check of a flow', () => {
  it.each(STARTERS)('finds nothing in the starter $name', ({ flow }) => {
    expect(check(Flow.parse(flow)).problems).toEqual([])
  })

  it('finds a start that is not there', () => {
    expect(problems({ b: say() })).toEqual(['error missing-start a'])
    expect(problems({})).toEqual(['error missing-start a'])
  })

  it('finds a way to nowhere, whichever way it is', () => {
    expect(problems({ a: say('constructor') })).toEqual(['error dangling-edge a'])
    expect(problems({ a: ask({ otherwise: 'x' }) })).toEqual(['error dangling-edge a'])
    expect(problems({ a: choice([{ id: 'yes', label: 'Yes', next: 'x' }]) })).toEqual(['error dangling-edge a'])
  })

  it('finds a step that no way leads to', () => {
    expect(problems({ a: say(), b: say() })).toEqual(['warning unreachable b'])
  })

  it('finds a circle that no way leads to, because an old button still may', () => {
    expect(problems({ a: say(), b: say('b') })).toEqual(['warning unreachable b', 'error endless-loop b'])
  })

  it('finds a circle without a question, and allows one with a question', () => {
    expect(problems({ a: say('b'), b: say('c'), c: say('b') })).toEqual([
      'error endless-loop b',
      'error endless-loop c',
    ])
    expect(problems({ a: say('a') })).toEqual(['error endless-loop a'])
    expect(problems({ a: say('b'), b: ask({ next: 'a' }) })).toEqual([])
  })

  it('names only the steps of a circle, not those behind it', () => {
    const when = { match: 'all', rules: [{ name: 'x', operator: 'is-set' }] }
    const steps = { a: { block: 'decide', when, next: 'a', otherwise: 'b' }, b: say('c'), c: say() }
    expect(problems(steps)).toEqual(['error endless-loop a'])
  })

  it('finds more than 100 steps without a question', () => {
    expect(problems(chain(100))).toEqual([])
    expect(problems(chain(101))).toEqual(['error too-many-steps s100'])
  })

  it('finds answers without label, with the same id or label, and a question without answers', () => {
    expect(problems({ a: choice([{ id: 'yes', label: ' ' }]) })).toEqual(['error empty-label a'])
    expect(
      problems({
        a: choice([
          { id: 'yes', label: 'A' },
          { id: 'yes', label: 'B' },
        ]),
      }),
    ).toEqual(['error same-choice-id a'])
    expect(
      problems({
        a: choice([
          { id: 'yes', label: 'A' },
          { id: 'no', label: 'a' },
        ]),
      }),
    ).toEqual(['warning same-label a'])
    expect(problems({ a: choice([]) })).toEqual(['error no-choices a'])
  })

  it('finds empty texts, unknown values and markers that cannot be read', () => {
    expect(problems({ a: { block: 'say', text: ' ' } })).toEqual(['error empty-text a'])
    expect(problems({ a: { block: 'say', text: '{{BOT_CURENT_TIME}}' } })).toEqual(['warning unknown-value a'])
    expect(problems({ a: { block: 'set', field: 'x', value: '{{7*7}}' } })).toEqual(['warning unreadable-marker a'])
  })

  it('finds a rule that asks for an unknown value or compares with nothing', () => {
    const rules = [{ name: 'BOT_MOOD', operator: 'is', value: '' }]
    const found = problems({ a: { block: 'decide', when: { match: 'all', rules } } })
    expect(found).toEqual(['warning unknown-value a', 'warning empty-comparison a'])
  })

  it('gives every problem a message', () => {
    const { problems: found } = check(Flow.parse({ start: 'a', steps: { a: say('x') } }))
    expect(found[0]?.message).toBe('“Next” goes to “x”, which does not exist.')
  })
})

function problems(steps: Record<string, unknown>): string[] {
  const start = 's0' in steps ? 's0' : 'a'
  return check(Flow.parse({ start, steps })).problems.map((found) => `${found.severity} ${found.code} ${found.stepId}`)
}

function chain(length: number): Record<string, unknown> {
  const steps = Array.from({ length }, (_, i) => [`s${i}`, say(i + 1 < length ? `s${i + 1}` : undefined)])
  return Object.fromEntries(steps)
}
