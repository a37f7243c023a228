/** Whatever is done to a flow, every way leads to a step that exists, or nowhere (26). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blockOf } from '../../../../engine/blocks/blocks.ts'
import { Flow } from '../../../../engine/flow.ts'
import { clipOf, pasteInto, readClip } from './clipboard.ts'
import { addStep, connect, ITEMS, itemOf, openWayOf, removeSteps } from './flow-edits.ts'
import { aboveOf, rise } from './flow-moves.ts'
import { someFlow, waysOf } from './some-flows.ts'

const isWhole = (flow: Flow) => waysOf(flow).every((id) => Object.hasOwn(flow.steps, id))
const item = (id: string) => ITEMS.find((each) => each.id === id) ?? ITEMS[0]
const hello: Flow = {
  start: 'hello',
  steps: {
    hello: { block: 'say', text: 'Hello', next: 'name' },
    name: { block: 'ask', text: 'Your name?', kind: 'text', maxTries: 3, next: 'bye' },
    bye: { block: 'say', text: 'Bye' },
  },
}

describe('adding', () => {
  it('puts a step between two others', () => {
    const say = item('say')
    if (!say) throw new Error('no message in the palette')
    const { flow, id } = addStep(hello, say, { from: { stepId: 'hello', handle: 'next' } })
    expect(flow.steps.hello).toMatchObject({ next: id })
    expect(flow.steps[id]).toMatchObject({ block: 'say', next: 'name' })
  })

  it('keeps every way whole and the flow valid, whatever is added where', () => {
    fc.assert(
      fc.property(someFlow, fc.constantFrom(...ITEMS), fc.nat(), (flow, added, pick) => {
        const ids = Object.keys(flow.steps)
        const { flow: next, id } = addStep(flow, added, { from: openWayOf(flow, ids[pick % ids.length] ?? '') })
        expect(isWhole(next)).toBe(true)
        expect(flow.steps[id]).toBeUndefined()
        expect(Flow.safeParse(next).error).toBeUndefined()
      }),
    )
  })

  it('calls each fresh step as the palette does', () => {
    expect(ITEMS.filter((each) => itemOf(each.fresh()).id !== each.id).map(({ id }) => id)).toEqual([])
  })
})

describe('removing', () => {
  it('leads what led to a step on to the one after it', () => {
    const { steps } = removeSteps(hello, ['name'])
    expect(steps.hello).toMatchObject({ next: 'bye' })
  })

  it('keeps every way whole, and at least one step', () => {
    fc.assert(
      fc.property(someFlow, fc.array(fc.nat(7)), (flow, picks) => {
        const ids = Object.keys(flow.steps)
        const next = removeSteps(
          flow,
          picks.map((pick) => ids[pick % ids.length] ?? ''),
        )
        expect(isWhole(next)).toBe(true)
        expect(Object.keys(next.steps).length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('pasting', () => {
  it('gives fresh ids and leaves no way dangling', () => {
    fc.assert(
      fc.property(someFlow, someFlow, fc.array(fc.nat(7), { minLength: 1 }), (from, into, picks) => {
        const all = Object.keys(from.steps)
        const clip = clipOf(
          from,
          picks.map((pick) => all[pick % all.length] ?? ''),
        )
        const read = readClip(JSON.stringify(clip))
        if (!clip || !read) throw new Error('nothing was copied')
        const { flow, ids } = pasteInto(into, read, { x: 0, y: 0 })
        expect(ids.filter((id) => into.steps[id])).toEqual([])
        expect(ids.length).toBe(Object.keys(clip.steps).length)
        expect(isWhole(flow)).toBe(true)
        expect(Object.fromEntries(Object.keys(into.steps).map((id) => [id, flow.steps[id]]))).toEqual(into.steps)
      }),
    )
  })

  it('keeps the ways among what was copied', () => {
    const clip = clipOf(hello, ['hello', 'name'])
    if (!clip) throw new Error('nothing was copied')
    const { flow, ids } = pasteInto(hello, clip, { x: 0, y: 0 })
    expect(ids).toEqual(['hello-2', 'name-2'])
    expect(flow.steps['hello-2']).toMatchObject({ next: 'name-2' })
    expect(
      blockOf(flow.steps['name-2'] ?? { block: 'end' })
        .edges(flow.steps['name-2'] ?? { block: 'end' })
        .flatMap(({ to }) => to ?? []),
    ).toEqual([])
  })

  it('takes nothing that is not ours', () => {
    expect(readClip('hello')).toBeUndefined()
    expect(readClip('{"switchboard":"steps-1","steps":{"a":{"block":"none"}},"layout":{}}')).toBeUndefined()
  })
})

it('leads only to steps that exist', () => {
  expect(connect(hello, { stepId: 'bye', handle: 'next' }, 'nowhere')).toBe(hello)
  expect(connect(hello, { stepId: 'bye', handle: 'next' }, 'hello').steps.bye).toMatchObject({ next: 'hello' })
})

it('lets neighbours change places', () => {
  expect(aboveOf(hello, 'name')).toBe('hello')
  const { start, steps } = rise(hello, 'name')
  expect([start, steps.name, steps.hello]).toMatchObject(['name', { next: 'hello' }, { next: 'bye' }])
})
