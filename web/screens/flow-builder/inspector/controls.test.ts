/** Every part of every block has a control of its own. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { BLOCKS, type Step } from '../../../../engine/blocks/blocks.ts'
import { stepFields } from './step-fields.ts'

const table = readFileSync(join(import.meta.dirname, 'controls.ts'), 'utf8')
const steps = BLOCKS.flatMap((block): Step[] => block.palette.map((item) => item.fresh()))

it('has a control for every part of every block', () => {
  const names = steps.flatMap((step) => {
    const { main, rare, ways } = stepFields(step)
    return [...main, ...rare, ...ways].map(({ control }) => control)
  })
  const missing = new Set(names.filter((name) => !table.includes(`  '${name}': `) && !table.includes(`  ${name}: `)))
  expect([...missing]).toEqual([])
})

it('shows a question only the parts that its kind of answer uses', () => {
  const keys = (kind: string) => {
    const step = steps.find((each) => each.block === 'ask' && each.kind === kind)
    const { main = [], rare = [] } = step ? stepFields(step) : {}
    return [...main, ...rare].map(({ key }) => key)
  }
  expect(keys('choice')).toContain('choices')
  expect(keys('email')).not.toContain('choices')
  expect(keys('phone')).toContain('country')
  expect(keys('rating')).toContain('most')
})

it('keeps what is rarely wanted, and the ways out, apart', () => {
  const step = steps.find((each) => each.block === 'http')
  const fields = step && stepFields(step)
  expect(fields?.main.map(({ key }) => key)).toEqual(['method', 'url', 'headers', 'body', 'save'])
  expect(fields?.ways.map(({ key }) => key)).toEqual(['next', 'failed', 'timeout'])
})
