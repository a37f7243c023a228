/** What an HTTP request carries. */
import { z } from 'zod'
import { plainText } from '../../shared/messages.ts'
import type { Fault } from '../block.ts'
import { templateFor } from '../values/variables.ts'

export type HttpBody = z.output<typeof HttpBody>
export const HttpBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('json'),
    text: plainText(20_000).meta({ label: 'JSON', description: 'May hold {{variables}}', control: 'json' }),
  }),
  z.strictObject({
    kind: z.literal('text'),
    text: plainText(20_000).meta({ label: 'Text', description: 'May hold {{variables}}', control: 'long-text' }),
  }),
  z.strictObject({
    kind: z.literal('form'),
    parts: z
      .array(
        z.strictObject({
          name: plainText(200).meta({ label: 'Name', control: 'text' }),
          value: plainText(4000).meta({ label: 'Value', description: 'May hold {{variables}}', control: 'text' }),
        }),
      )
      .max(50)
      .meta({ label: 'Parts of the form', control: 'pairs' }),
  }),
])

export function textsOfBody(body: HttpBody): string[] {
  if (body.kind === 'none') return []
  return body.kind === 'form' ? body.parts.map(({ value }) => value) : [body.text]
}

/** Whatever the values are, they stay values: so the JSON is sound when it is sound without them. */
export function checkBody(body: HttpBody): Fault[] {
  if (body.kind !== 'json') return []
  try {
    JSON.parse(templateFor('json', body.text)({ value: () => undefined }))
    return []
  } catch {
    return [{ severity: 'error', code: 'bad-json', message: 'The body is no sound JSON.', part: 'body/text' }]
  }
}
