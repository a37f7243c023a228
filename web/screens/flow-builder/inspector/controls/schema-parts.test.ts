/** The form of an action, from its JSON schema. */
import { expect, it } from 'vitest'
import { schemaParts } from './schema-parts.ts'

it('asks for each part in the way that fits it', () => {
  const schema = {
    type: 'object',
    properties: {
      listId: { type: 'string', maxLength: 60 },
      text: { type: 'string', label: 'Message', maxLength: 5000 },
      isUrgent: { type: 'boolean' },
      state: { enum: ['open', 'closed'] },
      merge: { type: 'object' },
    },
    required: ['listId'],
  }
  const parts = schemaParts(schema)
  expect(parts.map(({ look }) => look)).toEqual(['text', 'long', 'switch', 'select', 'json'])
  expect(parts[0]).toMatchObject({ label: 'List id', isRequired: true, limit: 60 })
  expect(parts[1]).toMatchObject({ label: 'Message', isRequired: false })
})

it('asks for nothing where there is no schema', () => {
  expect(schemaParts(undefined)).toEqual([])
})
