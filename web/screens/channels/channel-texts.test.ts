/** Every word of a channel's form, and every fault of it, is known to translators. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { CHANNEL_DEFINITIONS } from '../../../channels/definitions.ts'
import { secretParts } from '../integrations/secret-parts.ts'

/** Read as text: its words are made into messages only when the dashboard is built. */
const table = readFileSync(join(import.meta.dirname, '..', '..', 'kit', 'channel-texts.ts'), 'utf8')
const isKnown = (text: string) => table.includes(`'${text}':`) || table.includes(`  ${text}: msg`)

it.each(CHANNEL_DEFINITIONS)('the words of $name are translated', ({ description, form }) => {
  const parts = secretParts(z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }))
  const words = [description, ...parts.flatMap((part) => [part.label, part.description ?? '', ...part.options])]
  expect(words.filter((text) => text !== '' && !isKnown(text))).toEqual([])
})

it.each(CHANNEL_DEFINITIONS)('the faults that $name finds by itself are translated', ({ form }) => {
  const wrong = Object.values(form.shape).flatMap((part) =>
    part instanceof z.ZodType ? (part.safeParse('\u0000 wrong').error?.issues ?? []) : [],
  )
  const own = wrong.filter(({ code, message }) => code === 'invalid_format' && !message.startsWith('Invalid'))
  expect(own.map(({ message }) => message).filter((message) => !isKnown(message))).toEqual([])
})
