/** The form of an account follows the integration's schema, and every word of an integration is known to translators. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { INTEGRATION_DEFINITIONS } from '../../../integrations/definitions.ts'
import { secretParts } from './secret-parts.ts'

const BRANDS = ['SendGrid', 'Mailchimp', 'Facebook', 'Google Business Profile', 'Twilio', 'SignalWire']
/** Read as text: its words are made into messages only when the dashboard is built. */
const table = readFileSync(join(import.meta.dirname, 'integration-words.ts'), 'utf8')
const isKnown = (text: string) => table.includes(`'${text}':`) || table.includes(`  ${text}: msg`)

describe('the form of an account', () => {
  it.each(INTEGRATION_DEFINITIONS)('of $name writes its keys like passwords, and begins with none', ({ secrets }) => {
    const parts = secretParts(z.toJSONSchema(secrets, { io: 'input', unrepresentable: 'any' }))
    const hidden = parts.filter(({ isSecret }) => isSecret)
    expect(hidden.map(({ key }) => key)).toEqual(partsOf(secrets, ['secret']))
    expect(hidden.length).toBeGreaterThan(0)
    expect(hidden.filter(({ start }) => start !== '')).toEqual([])
  })

  it.each(INTEGRATION_DEFINITIONS)('of $name asks for all but what the server makes', ({ secrets }) => {
    const parts = secretParts(z.toJSONSchema(secrets, { io: 'input', unrepresentable: 'any' }))
    expect(parts.map(({ key }) => key)).toEqual(partsOf(secrets, ['secret', 'text', 'long-text', 'select']))
  })

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

  it('knows a long text and a choice from a line', () => {
    const schema = z.strictObject({
      region: z.enum(['eu', 'au']).meta({ control: 'select' }),
      key: z.string().max(9000).meta({ control: 'long-text' }),
      name: z.string(),
    })
    expect(secretParts(z.toJSONSchema(schema, { io: 'input' }))).toMatchObject([
      { key: 'region', options: ['eu', 'au'], isLong: false },
      { key: 'key', options: [], isLong: true, maxLength: 9000 },
      { key: 'name', options: [], isLong: false, maxLength: 4000 },
    ])
  })

  it.each(INTEGRATION_DEFINITIONS)('the words of $name are translated', ({ label, description, secrets, actions }) => {
    const words = [
      label,
      description,
      ...secretParts(z.toJSONSchema(secrets, { io: 'input', unrepresentable: 'any' })).flatMap((part) => [
        part.label,
        part.description,
        ...part.options,
      ]),
      ...Object.values(actions).flatMap((action) => [action.label, action.description]),
    ].filter((text) => text !== undefined)
    expect(words.filter((text) => !isKnown(text) && !BRANDS.includes(text))).toEqual([])
  })
})

/** The parts that are filled in by these controls. */
function partsOf(secrets: z.ZodObject, controls: string[]): string[] {
  const Control = z.object({ control: z.string().default('text') }).catch({ control: 'text' })
  return Object.entries(secrets.shape)
    .filter(([, part]) => part instanceof z.ZodType && controls.includes(Control.parse(part.meta() ?? {}).control))
    .map(([key]) => key)
}
