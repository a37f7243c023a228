/** Differences and merging of flows: nobody's work is lost, whoever saves first. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blockOf, type Step } from '../blocks/blocks.ts'
import type { Flow } from '../flow.ts'
import { diffFlows, isSameFlow } from './diff.ts'
import { mergeFlows } from './merge.ts'
import { isSame } from './same.ts'

const IDS = ['a', 'b', 'c', 'd', 'e']
const id = fc.constantFrom(...IDS)
const to = fc.option(id, { nil: undefined })
const text = fc.constantFrom('Hello', 'Bye', 'Thanks')
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ block: fc.constant('say' as const), text, next: to }),
  fc.record({ block: fc.constant('set' as const), field: fc.constant('plan'), value: text, next: to }),
)
const spot = fc.record({ x: fc.integer({ min: 0, max: 3 }), y: fc.constant(0) })
const entry = fc.record({
  kind: fc.constant('ref' as const),
  id: fc.constantFrom('one', 'two', 'three'),
  ref: fc.constantFrom('shop', 'blog'),
  to,
})
const note = fc.record({
  id: fc.constantFrom('n1', 'n2'),
  text,
  at: spot,
  width: fc.constant(200),
  height: fc.constant(80),
})
const flow: fc.Arbitrary<Flow> = fc.record(
  {
    start: id,
    steps: fc.dictionary(id, step, { maxKeys: 5 }).map((steps) => ({ ...steps })),
    entries: fc.uniqueArray(entry, { selector: ({ id }) => id, maxLength: 3 }),
    inputs: fc.uniqueArray(
      fc.record({ name: fc.constantFrom('x', 'y'), kind: fc.constantFrom('text' as const, 'number' as const) }),
      { selector: ({ name }) => name },
    ),
    layout: fc.dictionary(id, spot, { maxKeys: 3 }).map((spots) => ({ ...spots })),
    notes: fc.uniqueArray(note, { selector: ({ id }) => id, maxLength: 2 }),
  },
  { requiredKeys: ['start', 'steps'] },
)

describe('merging', () => {
  it('takes what one changed as it is, whoever it was', () => {
    fc.assert(
      fc.property(flow, flow, (base, changed) => {
        expect(mergeFlows(base, changed, base)).toEqual({ flow: changed, conflicts: [] })
        expect(mergeFlows(base, base, changed)).toEqual({ flow: changed, conflicts: [] })
        expect(mergeFlows(base, changed, changed)).toEqual({ flow: changed, conflicts: [] })
      }),
    )
  })

  it('keeps every step that only one of them touched', () => {
    fc.assert(
      fc.property(flow, flow, flow, (base, mine, theirs) => {
        const { flow: merged, conflicts } = mergeFlows(base, mine, theirs)
        for (const stepId of IDS) {
          const [old, my, their, now] = [base, mine, theirs, merged].map(({ steps }) => steps[stepId])
          if (isSame(my, old) && their) expect(now).toEqual(their)
          if (isSame(their, old) && my) expect(now).toEqual(my)
          const isConflict = !isSame(my, old) && !isSame(their, old) && !isSame(my, their)
          expect(conflicts.includes(stepId)).toBe(isConflict)
          if (isConflict) expect(now).toEqual(their ?? my)
        }
      }),
    )
  })

  it('keeps every entry, note and input that only one of them touched', () => {
    fc.assert(
      fc.property(flow, flow, flow, (base, mine, theirs) => {
        const { flow: merged } = mergeFlows(base, mine, theirs)
        for (const part of ['entries', 'notes'] as const) {
          const find = (of: Flow, id: string) => (of[part] ?? []).find((each) => each.id === id)
          for (const each of ['one', 'two', 'three', 'n1', 'n2']) {
            if (isSame(find(mine, each), find(base, each))) expect(find(merged, each)).toEqual(find(theirs, each))
            if (isSame(find(theirs, each), find(base, each))) expect(find(merged, each)).toEqual(find(mine, each))
          }
        }
      }),
    )
  })

  it('leads nowhere where both sides led somewhere', () => {
    fc.assert(
      fc.property(flow, flow, flow, (base, mine, theirs) => {
        const had = new Set([...dangling(mine), ...dangling(theirs)])
        expect(dangling(mergeFlows(base, mine, theirs).flow).filter((way) => !had.has(way))).toEqual([])
      }),
    )
  })

  it('brings a step back that one took away and the other led a new way to', () => {
    const base = flowOf({ a: say('Hello', 'b'), b: say('Bye') }, { b: { x: 5, y: 5 } })
    const mine = flowOf({ a: say('Hello') })
    const theirs = flowOf({ ...base.steps, c: say('More', 'b') }, { b: { x: 5, y: 5 } })
    const { flow: merged, conflicts } = mergeFlows(base, mine, theirs)
    expect(conflicts).toEqual([])
    expect(merged.steps).toEqual({ a: say('Hello'), b: say('Bye'), c: say('More', 'b') })
    expect(merged.layout).toEqual({ b: { x: 5, y: 5 } })
  })

  it('names a step that both changed in another way, and keeps what is left of one that somebody took away', () => {
    const base = flowOf({ a: say('Hello'), b: say('Bye') })
    const mine = flowOf({ a: say('Hi'), b: say('See you') })
    expect(mergeFlows(base, mine, flowOf({ a: say('Good day') }))).toMatchObject({
      flow: { steps: { a: say('Good day'), b: say('See you') } },
      conflicts: ['a', 'b'],
    })
  })
})

describe('the difference of two flows', () => {
  it('names steps added, changed by part, and removed', () => {
    const before = flowOf({ a: say('Hello', 'b'), b: say('Bye') })
    const after = flowOf({ a: say('Hi', 'c'), c: say('Bye') })
    expect(diffFlows(before, after)).toEqual({
      added: ['c'],
      changed: [{ stepId: 'a', parts: ['text', 'next'] }],
      removed: ['b'],
      entries: { added: [], changed: [], removed: [], isReordered: false },
      others: [],
    })
  })

  it('is none for layout, notes and the order of keys', () => {
    const before = flowOf({ a: { block: 'say', text: 'Hello', next: 'b' }, b: say('Bye') })
    const moved: Flow = { ...before, layout: { a: { x: 1, y: 1 } }, notes: [], entries: [] }
    moved.steps = { b: say('Bye'), a: { next: 'b', text: 'Hello', block: 'say' } }
    expect(isSameFlow(before, moved)).toBe(true)
  })

  it('sees entries come, change, go and change places', () => {
    const [one, two] = [
      { kind: 'ref' as const, id: 'one', ref: 'shop' },
      { kind: 'ref' as const, id: 'two', ref: 'blog' },
    ]
    const before = { ...flowOf({ a: say('Hello') }), entries: [one, two] }
    expect(diffFlows(before, { ...before, entries: [two, one] }).entries.isReordered).toBe(true)
    expect(diffFlows(before, { ...before, start: 'b', entries: [{ ...one, to: 'a' }] })).toMatchObject({
      entries: { added: [], changed: ['one'], removed: ['two'], isReordered: false },
      others: ['start'],
    })
  })

  it('is empty exactly where both do the same', () => {
    fc.assert(
      fc.property(flow, flow, (before, after) => {
        expect(isSameFlow(before, before)).toBe(true)
        const plain = ({ layout, notes, entries = [], inputs = [], ...rest }: Flow) => ({ ...rest, entries, inputs })
        expect(isSameFlow(before, after)).toBe(isSame(plain(before), plain(after)))
      }),
    )
  })
})

function say(text: string, next?: string): Step {
  return { block: 'say', text, ...(next !== undefined && { next }) }
}

function flowOf(steps: Flow['steps'], layout?: Flow['layout']): Flow {
  return { start: 'a', steps, ...(layout && { layout }) }
}

function dangling({ start, entries = [], steps }: Flow): string[] {
  const ways = Object.entries(steps).flatMap(([from, step]) =>
    blockOf(step)
      .edges(step)
      .map(({ to }) => ({ from, to })),
  )
  const all = [{ from: 'start', to: start }, ...entries.map(({ id, to }) => ({ from: id, to })), ...ways]
  return all.flatMap(({ from, to }) => (to === undefined || steps[to] ? [] : `${from} ${to}`))
}
