/** Flows made to be as dear as can be: whatever they do, a turn ends soon (attacks 97, 101). */
import { describe, expect, it } from 'vitest'
import type { Value } from '../shared/fields.ts'
import { compile, Flow } from './flow.ts'
import { libraryOf } from './library.ts'
import { newSession } from './session.ts'
import { step } from './step.ts'
import { sceneContext } from './transcripts/scene.ts'

const LONG = 'aß1 '.repeat(4900)
const LIST = Array.from({ length: 4900 }, (_, index) => index % 10)
const NOW = new Date('2026-07-01T07:30:00Z')

/** Far more than it takes, and far less than it took before there was a limit. */
const SOON_MS = 1000

const many = (text: string, most: number, between = '') => Array(most).fill(text).join(between)
const rules = (rule: object) => ({ match: 'any', rules: Array(4).fill({ match: 'any', rules: Array(50).fill(rule) }) })

/** As many such steps as a turn may take, one after the other. */
function chainOf(part: object, way = 'next'): object {
  const steps = Array.from({ length: 99 }, (_, index) => [`s${index}`, { ...part, [way]: `s${index + 1}` }])
  return { start: 's0', steps: { ...Object.fromEntries(steps), s99: { block: 'end' } } }
}

function turnOf(flow: object, said = 'hi', fields: Record<string, Value> = { long: LONG, list: LIST }) {
  const library = libraryOf(compile(Flow.parse(flow), { id: 'main', version: 'v1' }))
  const since = performance.now()
  const { effects } = step(library, newSession(), { kind: 'text', text: said }, NOW, sceneContext({ fields }))
  return {
    codes: effects.flatMap((each) => (each.kind === 'failed' ? [each.code] : [])),
    took: performance.now() - since,
  }
}

describe('a turn', () => {
  it.each([
    ['filters', chainOf({ block: 'say', text: many('{{long|length}}', 250) })],
    ['chains of filters', chainOf({ block: 'say', text: many(`{{long${many('|upper|title', 4)}|length}}`, 40) })],
    ['lists', chainOf({ block: 'say', text: many('{{list|join:""|length}}', 160) })],
    ['long formulas', chainOf({ block: 'compute', field: 'x', formula: many('length(long)', 70, '+') })],
    ['texts put together', chainOf({ block: 'compute', field: 'x', formula: many('long', 160, '||') })],
    ['sums', chainOf({ block: 'compute', field: 'x', formula: many('sum(list)', 90, '+') })],
    [
      'parts of lists',
      chainOf({ block: 'decide', when: rules({ name: 'list', operator: 'includes', value: 'no' }) }, 'otherwise'),
    ],
    [
      'words among words',
      chainOf(
        { block: 'decide', when: rules({ name: 'long', operator: 'one-of', value: many('a', 400, ',') }) },
        'otherwise',
      ),
    ],
  ])('of %s ends with a line of the error log', (_, flow) => {
    const { codes, took } = turnOf(flow)
    expect(codes.at(-1)).toBe('too-much-work')
    expect(took).toBeLessThan(SOON_MS)
  })

  it('of large patterns ends soon', () => {
    const flow = chainOf(
      {
        block: 'decide',
        when: {
          match: 'any',
          rules: [
            { name: 'long', operator: 'matches', value: '(.?){140}Q' },
            { name: 'long', operator: 'matches', value: '((x+x+)+y){20}' },
          ],
        },
      },
      'otherwise',
    )
    const { codes, took } = turnOf(flow)
    expect(codes).toEqual(['too-much-work'])
    expect(took).toBeLessThan(SOON_MS)
  })

  it('of signs that become many letters ends soon', () => {
    const flow = chainOf(
      { block: 'decide', when: rules({ name: 'long', operator: 'contains', value: 'no' }) },
      'otherwise',
    )
    const { codes, took } = turnOf(flow, 'hi', { long: 'ﷺ'.repeat(19_000) })
    expect(codes).toEqual(['too-much-work'])
    expect(took).toBeLessThan(SOON_MS)
  })

  it('of a long message ends soon, however many words open flows', () => {
    const entries = Array.from({ length: 200 }, (_, index) => ({
      kind: 'keyword',
      id: `e${index}`,
      match: 'contains',
      words: Array(50).fill(`é${index}`),
    }))
    const { took } = turnOf({ start: 's', steps: { s: { block: 'end' } }, entries }, LONG.slice(0, 4000))
    expect(took).toBeLessThan(SOON_MS)
  })

  it('of a hundred plain steps has enough', () => {
    const flow = chainOf({
      block: 'say',
      text: 'Dear {{name|trim|title}}, you ordered {{count}} of {{things|join:" and "}}.',
    })
    expect(turnOf(flow, 'hi', { name: ' ann ', count: 3, things: ['tea', 'milk'] }).codes).toEqual([])
    const sums = chainOf({ block: 'compute', field: 'x', formula: 'round(count * 2 + length(name), 1)' })
    expect(turnOf(sums, 'hi', { name: 'ann', count: 3 }).codes).toEqual([])
  })
})

describe('a flow', () => {
  it('has at most 300 patterns, and 100,000 characters of formulas', () => {
    const matches = { block: 'decide', when: rules({ name: 'x', operator: 'matches', value: 'a+' }) }
    expect(Flow.safeParse({ start: 'a', steps: { a: matches } }).success).toBe(true)
    expect(Flow.safeParse({ start: 'a', steps: { a: matches, b: matches } }).success).toBe(false)
    const formulas = Array.from({ length: 101 }, (_, index) => [
      `s${index}`,
      { block: 'compute', field: 'x', formula: many('1+', 495) + 12345678901 },
    ])
    expect(Flow.safeParse({ start: 's0', steps: Object.fromEntries(formulas) }).success).toBe(false)
  })
})
