/** Every word of the engine that a form shows can be translated. */
import { expect, it } from 'vitest'
import { SYSTEM_VALUES } from '../../../engine/system-values.ts'
import { BLOCK_FORMS } from './block-forms.ts'
import { ENGINE_WORDS } from './engine-words.ts'

it('has words for every label, description and option of every block', () => {
  const used = BLOCK_FORMS.flatMap(({ label, description, fields }) => [
    label,
    description,
    ...fields.flatMap((field) => [field.label, field.description ?? '', ...Object.values(field.options ?? {})]),
  ])
  expect(used.filter((text) => text !== '' && !ENGINE_WORDS[text])).toEqual([])
})

it('has words for every value that a text may hold', () => {
  expect(SYSTEM_VALUES.map(({ description }) => description).filter((text) => !ENGINE_WORDS[text])).toEqual([])
})
