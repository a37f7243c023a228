/** Every word of the engine that a form shows can be translated. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { SYSTEM_VALUES } from '../../../engine/system-values.ts'
import { BLOCK_FORMS } from './block-forms.ts'

/** The table is read as text: its words are made into messages only when the dashboard is built. */
const table = readFileSync(join(import.meta.dirname, 'engine-words.ts'), 'utf8')
const isMissing = (text: string) => text !== '' && !table.includes(`'${text}':`) && !table.includes(`  ${text}: msg`)

it('has words for every label, description and option of every block', () => {
  const used = BLOCK_FORMS.flatMap(({ label, description, fields }) => [
    label,
    description,
    ...fields.flatMap((field) => [field.label, field.description ?? '', ...Object.values(field.options ?? {})]),
  ])
  expect(used.length).toBeGreaterThan(20)
  expect(used.filter(isMissing)).toEqual([])
})

it('has words for every value that a text may hold', () => {
  expect(SYSTEM_VALUES.map(({ description }) => description).filter(isMissing)).toEqual([])
})
