/** The form of an account follows the integration's schema, and every word of an integration is known to translators. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { INTEGRATION_DEFINITIONS } from '../../../integrations/definitions.ts'
import { secretParts } from './secret-parts.ts'

const BRANDS = ['SendGrid', 'Mailchimp']
/** Read as text: its words are made into messages only when the dashboard is built. */
const table = readFileSync(join(import.meta.dirname, 'integration-words.ts'), 'utf8')
const isKnown = (text: string) => table.includes(`'${text}':`) || table.includes(`  ${text}: msg`)

describe('the form of an account', () => {
  it.each(INTEGRATION_DEFINITIONS)(
    'of $name writes its keys like passwords and begins with no secret',
    ({ secrets }) => {
      const parts = secretParts(z.toJSONSchema(secrets, { io: 'input' }))
      expect(parts.map(({ key }) => key)).toEqual(Object.keys(secrets.shape))
      expect(parts.filter(({ isSecret }) => isSecret).map(({ key, start }) => [key, start])).toEqual([['apiKey', '']])
    },
  )

  it('begins with what the schema gives, and asks for the rest', () => {
    const schema = z.strictObject({
      key: z.string(),
      at: z.string().default('https://a.example').meta({ label: 'At' }),
    })
    expect(secretParts(z.toJSONSchema(schema, { io: 'input' }))).toMatchObject([
      { key: 'key', label: 'key', isRequired: true, start: '' },
      { key: 'at', label: 'At', isRequired: false, start: 'https://a.example' },
    ])
    expect(secretParts(null)).toEqual([])
  })

  it.each(INTEGRATION_DEFINITIONS)('the words of $name are translated', ({ label, description, secrets, actions }) => {
    const words = [
      label,
      description,
      ...secretParts(z.toJSONSchema(secrets, { io: 'input' })).flatMap((part) => [part.label, part.description]),
      ...Object.values(actions).flatMap((action) => [action.label, action.description]),
    ].filter((text) => text !== undefined)
    expect(words.filter((text) => !isKnown(text) && !BRANDS.includes(text))).toEqual([])
  })
})
