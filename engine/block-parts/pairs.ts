/** Names with values, as steps give them to flows, code and events, and where they keep what comes back. */
import { z } from 'zod'
import type { Value } from '../../shared/fields.ts'
import { plainText } from '../../shared/messages.ts'
import type { Fault } from '../block.ts'
import type { Turn } from '../turn.ts'
import { readPath, type Values, valueTemplate } from '../values/variables.ts'

/** A field of the bot user, or of the bot: `bot.name`. */
export const FieldTarget = z
  .string()
  .regex(
    /^(?:bot\.)?[a-z][a-z0-9_]{0,39}$/,
    'A field name has up to 40 small letters, digits and _, and starts with a letter; a field of the bot begins with “bot.”',
  )

/** A name that makes no trouble as a key. */
export const PairName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'A name has up to 40 letters, digits and _, and starts with a letter')
  .refine((name) => name !== 'constructor' && name !== 'prototype', 'is a name that cannot be used')

export const Pair = z.strictObject({
  name: PairName.meta({ label: 'Name', control: 'text' }),
  value: plainText(4000).meta({ label: 'Value', description: 'May hold {{variables}}', control: 'text' }),
})
export type Pair = z.output<typeof Pair>
export const Pairs = z.array(Pair).max(20)

/** Each value itself where its text is one marker, else the filled-in text. */
export function readyPairs(pairs: readonly Pair[]): (values: Values) => Record<string, Value> {
  const ready = pairs.map(({ name, value }) => [name, valueTemplate(value)] as const)
  return (values) => Object.fromEntries(ready.map(([name, value]) => [name, value(values)]))
}

export const Saved = z.strictObject({
  path: plainText(200).min(1).meta({
    label: 'Part of the answer',
    description: 'Such as data.items.0.name, status or headers.etag',
    control: 'text',
  }),
  field: FieldTarget.meta({ label: 'Keep it in', control: 'field' }),
})
export type Saved = z.output<typeof Saved>
export const Mapping = z.array(Saved).max(30)

export interface Answered {
  status?: number | undefined
  headers?: Readonly<Record<string, string>> | undefined
  data?: Value | undefined
}

/** Keeps parts of an answer in fields; what is not there clears its field, or leaves it where `isPartial`. */
export function readyMapping(saves: readonly Saved[]): (turn: Turn, answer: Answered, isPartial?: boolean) => void {
  const ready = saves.map(({ path, field }) => ({ path: pathOf(path), field }))
  return (turn, { status, headers = {}, data }, isPartial = false) => {
    const from = { status: status ?? null, headers: { ...headers }, data: data ?? null }
    for (const { path, field } of ready) {
      const value = readPath(from, path) ?? null
      if (value !== null || !isPartial) turn.setField(field, value)
    }
  }
}

export function checkMapping(saves: readonly Saved[]): Fault[] {
  return saves.flatMap(({ path }, index): Fault[] =>
    /^(?:status$|(?:data|headers)(?:\.|$))/.test(path.trim())
      ? []
      : [
          {
            severity: 'error',
            code: 'bad-path',
            message: `“${path}” is no part of an answer: write data, status or headers, then points and names.`,
            part: `save/${index}/path`,
          },
        ],
  )
}

export function sameNames(pairs: ReadonlyArray<{ name: string }>, part: string): Fault[] {
  const names = pairs.map(({ name }) => name)
  if (new Set(names).size === names.length) return []
  return [{ severity: 'error', code: 'same-name', message: 'Two of these have the same name.', part }]
}

/** Names of headers are known in small letters. */
function pathOf(path: string): string[] {
  const [first = '', ...rest] = path.trim().split('.')
  return first === 'headers' ? [first, rest.join('.').toLowerCase()] : [first, ...rest]
}
