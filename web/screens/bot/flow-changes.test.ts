/** The steps of a flow stay led to, whatever is done with them in the form. */
import { describe, expect, it } from 'vitest'
import { check } from '../../../engine/check.ts'
import { Flow } from '../../../engine/flow.ts'
import { STARTERS } from '../../../engine/starters.ts'
import { canRise, insertBefore, insertStep, removeStep, renameStep, riseStep } from './flow-changes.ts'
import { idOf, orderedSteps, titleOf } from './flow-order.ts'
import { isSame, mergeFlows } from './merge-flows.ts'

const chain: Flow = {
  start: 'one',
  steps: {
    two: { block: 'say', text: '2', next: 'three' },
    three: { block: 'end' },
    one: { block: 'say', text: '1', next: 'two' },
  },
}
const order = (flow: Flow) => orderedSteps(flow).map(({ id }) => id)

describe('the order of steps', () => {
  it('follows the chat, not the order of keys', () => {
    expect(order(chain)).toEqual(['one', 'two', 'three'])
  })

  it('puts what no way leads to at the end', () => {
    const { flow } = insertStep(chain, 'say', null)
    expect(orderedSteps(flow).at(-1)).toMatchObject({ id: 'message', isReachable: false })
  })

  it('makes a title of an id and back', () => {
    expect([titleOf('ask-name'), idOf('Ask name'), idOf('  Größe?! ')]).toEqual(['Ask name', 'ask-name', 'gro-e'])
  })
})

describe('changes', () => {
  it('insert a step into the way', () => {
    expect(order(insertStep(chain, 'ask', 'one').flow)).toEqual(['one', 'question', 'two', 'three'])
    expect(order(insertBefore(chain, 'set', 'one').flow)).toEqual(['set-field', 'one', 'two', 'three'])
  })

  it('bridge the gap of a removed step, and of the first one', () => {
    expect(order(removeStep(chain, 'two'))).toEqual(['one', 'three'])
    expect(removeStep(chain, 'one')).toMatchObject({ start: 'two' })
  })

  it('swap neighbours, the first one too', () => {
    expect(order(riseStep(chain, 'two'))).toEqual(['two', 'one', 'three'])
    expect(canRise(chain, 'three')).toBe(false)
  })

  it('rename a step everywhere, and never onto another', () => {
    expect(order(renameStep(chain, 'two', 'middle'))).toEqual(['one', 'middle', 'three'])
    expect(renameStep(chain, 'two', 'three')).toBe(chain)
  })

  it.each(STARTERS.map(({ id, flow }) => [id, flow] as const))('keep the starter %s free of errors', (_, flow) => {
    for (const { id } of orderedSteps(flow)) {
      for (const changed of [removeStep(flow, id), renameStep(flow, id, 'renamed'), riseStep(flow, id)]) {
        expect(Flow.safeParse(changed).success).toBe(true)
        expect(check(changed).problems.filter(({ code }) => code === 'dangling-edge')).toEqual([])
      }
    }
  })
})

describe('two drafts put together', () => {
  const say = (text: string) => ({ block: 'say', text, next: 'two' }) as const
  it('keep what each changed', () => {
    const mine = { ...chain, steps: { ...chain.steps, one: say('mine') } }
    const theirs = insertStep(chain, 'ask', 'two').flow
    expect(mergeFlows(chain, mine, theirs)).toMatchObject({
      flow: { steps: { one: { text: 'mine' }, two: { next: 'question' } } },
      doubled: [],
    })
  })

  it('keep both of a step that both changed', () => {
    const with_ = (text: string) => ({ ...chain, steps: { ...chain.steps, one: say(text) } })
    const { flow, doubled } = mergeFlows(chain, with_('mine'), with_('theirs'))
    expect(flow.steps).toMatchObject({ one: { text: 'theirs' }, 'one-mine': { text: 'mine' } })
    expect(doubled).toEqual(['one'])
  })

  it('lose no step that one removed and the other changed', () => {
    const mine = { ...chain, steps: { ...chain.steps, two: { ...say('kept'), next: 'three' } } }
    expect(mergeFlows(chain, mine, removeStep(chain, 'two')).flow.steps.two).toMatchObject({ text: 'kept' })
  })

  it('are the same whatever the order of their keys', () => {
    expect(isSame({ a: 1, b: { c: undefined, d: 2 } }, { b: { d: 2 }, a: 1 })).toBe(true)
  })
})
