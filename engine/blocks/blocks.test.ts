/** What holds for every block, whoever wrote it. */
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { BLOCKS, blockOf, Step } from './blocks.ts'

const offers = BLOCKS.flatMap((block) => block.palette.map((item) => ({ ...item, block: block.name })))
const icons = new URL('../../node_modules/@tabler/icons-react/dist/esm/icons/', import.meta.url)

describe('what the palette offers', () => {
  it('is told apart by its id', () => {
    expect(new Set(offers.map(({ id }) => id)).size).toBe(offers.length)
    for (const { id, block } of offers) expect(id.split(':')[0]).toBe(block)
  })

  it.each(offers)('$id has words and an icon', ({ label, description, icon }) => {
    expect(label).toMatch(/^\S.{1,30}$/)
    expect(description).toMatch(/^[A-Z].{5,90}[^.]$/)
    expect(existsSync(new URL(`Icon${pascal(icon)}.mjs`, icons))).toBe(true)
  })

  it.each(offers)('$id begins with a step that can be kept, and is another one each time', ({ fresh }) => {
    expect(Step.parse(fresh())).toEqual(fresh())
    expect(fresh()).not.toBe(fresh())
  })

  it.each(offers)('$id can be led elsewhere by each of its ways, and by no other', ({ fresh }) => {
    const step = Step.parse(fresh())
    const block = blockOf(step)
    for (const { handle } of block.edges(step)) {
      const led = block.connect(step, handle, 'elsewhere')
      expect(block.edges(Step.parse(led)).filter((edge) => edge.to === 'elsewhere')).toMatchObject([{ handle }])
      expect(block.edges(block.connect(led, handle, undefined)).every((edge) => edge.to === undefined)).toBe(true)
    }
    expect(block.edges(block.connect(step, 'choice:nowhere', 'elsewhere')).every(({ to }) => to === undefined)).toBe(
      true,
    )
  })
})

function pascal(name: string): string {
  return name
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
}
