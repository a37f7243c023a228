/** Every word of the engine that the builder shows can be translated. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { ASKS } from '../../../../engine/asks/asks.ts'
import { BLOCKS, blockOf, type Step } from '../../../../engine/blocks/blocks.ts'
import { OPERATORS } from '../../../../engine/conditions/operators.ts'
import { FILTERS } from '../../../../engine/values/filters.ts'
import { SYSTEM_VALUES } from '../../../../engine/values/system-values.ts'
import { FUNCTION_WORDS } from '../inspector/controls/function-words.ts'
import { metaOf } from '../inspector/form-of.ts'

/** The tables are read as text: their words are made into messages only when the dashboard is built. */
const folder = import.meta.dirname
const tables = readdirSync(folder)
  .filter((name) => !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
const isMissing = (text: string) =>
  text !== '' && !tables.some((table) => table.includes(`'${text}':`) || table.includes(`  ${text}: msg`))
/** What steps are made with are examples for people to change. */
const EXAMPLES = new Set(['A', 'B'])

it('has words for every label, description and option of every block', () => {
  const used = BLOCKS.flatMap(({ schema }) => wordsIn(schema, new Set()))
  expect(used.length).toBeGreaterThan(100)
  expect(used.filter(isMissing)).toEqual([])
})

it('has words for everything in the palette and every kind of question', () => {
  const offered = [
    ...BLOCKS.flatMap((block): readonly { label: string; description: string }[] => block.palette),
    ...ASKS,
  ]
  expect(offered.flatMap(({ label, description }) => [label, description]).filter(isMissing)).toEqual([])
  expect(ASKS.flatMap(({ parts }) => Object.values(parts)).filter(isMissing)).toEqual([])
})

it('has words for the ways out of every fresh step', () => {
  const fresh = BLOCKS.flatMap((block): Step[] => block.palette.map((item) => item.fresh()))
  const labels = fresh.flatMap((step) =>
    blockOf(step)
      .edges(step)
      .map(({ label }) => label),
  )
  expect(labels.filter((label) => !EXAMPLES.has(label) && isMissing(label))).toEqual([])
})

it('has words for what a fresh step is told of itself', () => {
  const fresh = BLOCKS.flatMap((block): Step[] => block.palette.map((item) => item.fresh()))
  const messages = fresh.flatMap((step) =>
    blockOf(step)
      .check(step)
      .map(({ message }) => message),
  )
  expect(messages.length).toBeGreaterThan(5)
  expect(messages.filter(isMissing)).toEqual([])
})

it('has words for operators, filters, functions and values', () => {
  const used = [
    ...OPERATORS.map(({ label }) => label),
    ...[...FILTERS, ...FUNCTION_WORDS, ...SYSTEM_VALUES].map(({ description }) => description),
  ]
  expect(used.filter(isMissing)).toEqual([])
})

/** The words of a schema and of all its parts. */
function wordsIn(part: z.ZodType, seen: Set<z.ZodType>): string[] {
  if (seen.has(part)) return []
  seen.add(part)
  const { label, description, options } = metaOf(part)
  const own = typeof label === 'string' ? [label, ...(typeof description === 'string' ? [description] : [])] : []
  const words = typeof options === 'object' && options !== null ? Object.values(options).map(String) : []
  return [...own, ...words, ...partsOf(part).flatMap((each) => wordsIn(each, seen))]
}

function partsOf(part: z.ZodType): z.ZodType[] {
  if (part instanceof z.ZodObject) return typesIn(Object.values(part.shape))
  if (part instanceof z.ZodUnion) return typesIn(part.options)
  if (part instanceof z.ZodArray) return typesIn([part.element])
  const isLayer = part instanceof z.ZodOptional || part instanceof z.ZodNullable || part instanceof z.ZodDefault
  return isLayer ? typesIn([part.unwrap()]) : []
}

function typesIn(values: readonly unknown[]): z.ZodType[] {
  return values.filter((value) => value instanceof z.ZodType)
}
