/** What may be stored as a flow. */
import { describe, expect, it } from 'vitest'
import { BLOCKS } from './blocks/blocks.ts'
import { compile, Flow, STEPS_LIMIT } from './flow.ts'

describe('a flow', () => {
  it('is refused with the path to what is wrong', () => {
    const result = Flow.safeParse({ start: 'a', steps: { a: { block: 'say', text: 5 } } })
    expect(result.error?.issues[0]?.path).toEqual(['steps', 'a', 'text'])
  })

  it('has only known blocks, and no word that is not in their schemas', () => {
    expect(accepts({ block: 'say', text: 'Hello' })).toBe(true)
    expect(accepts({ block: 'eval', text: '1' })).toBe(false)
    expect(accepts({ block: 'say', text: 'Hello', code: '1' })).toBe(false)
    expect(Flow.safeParse({ start: 'a', steps: {}, owner: 'Rex' }).success).toBe(false)
  })

  it.each(['__proto__', 'A', 'a--b', '-a', 'a b', '', 'a'.repeat(41)])('refuses or drops a step named %j', (id) => {
    const steps = JSON.parse(`{${JSON.stringify(id)}: {"block": "end"}}`)
    const flow = Flow.safeParse({ start: 'a', steps })
    expect(flow.success ? Object.keys(flow.data.steps) : []).toEqual([])
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })

  it('has at most 5,000 steps', () => {
    expect(Flow.safeParse(chain(STEPS_LIMIT)).success).toBe(true)
    expect(Flow.safeParse(chain(STEPS_LIMIT + 1)).success).toBe(false)
  })

  it('is compiled to a place for each step and for each way to nowhere', () => {
    const { places } = compile(Flow.parse(chain(20)))
    expect(places.size).toBe(21)
    expect(places.get('s20')).toEqual({ stepId: 's20', runnable: undefined })
  })
})

describe('every block', () => {
  it.each(BLOCKS.map((block) => [block.name, block] as const))('%s has words for its form', (name, block) => {
    expect(block.schema.shape.block.value).toBe(name)
    expect(block.schema.meta()).toMatchObject({ label: expect.any(String), description: expect.any(String) })
    const { block: _, ...parts } = block.schema.shape
    for (const part of Object.values(parts)) expect(part.meta()).toMatchObject({ label: expect.any(String) })
  })
})

function accepts(step: unknown): boolean {
  return Flow.safeParse({ start: 'a', steps: { a: step } }).success
}

function chain(length: number): unknown {
  const steps = Array.from({ length }, (_, index) => [`s${index}`, { block: 'say', text: 'Hi', next: `s${index + 1}` }])
  return { start: 's0', steps: Object.fromEntries(steps) }
}
