/** What texts and conditions of a flow can read: fields, what the flow is given, what began it, and values known by themselves. */
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { blockOf } from '../../../../engine/blocks/blocks.ts'
import type { Flow } from '../../../../engine/flow.ts'
import { SYSTEM_VALUES } from '../../../../engine/values/system-values.ts'
import type { FieldKind } from '../../../../shared/fields.ts'
import { useEngineWords } from '../engine-words/engine-words.ts'
import type { KnownValue } from './form-context.ts'

interface Described {
  scope: 'user' | 'bot'
  name: string
  kind: FieldKind
  description: string
}

export function useKnownValues(flow: Flow, described: readonly Described[]): KnownValue[] {
  const { t } = useLingui()
  const words = useEngineWords()
  const { steps, inputs, entries } = flow
  return useMemo(() => {
    const own = described.map(({ scope, name, kind, description }): KnownValue => {
      const isBot = scope === 'bot'
      return { name: isBot ? `bot.${name}` : name, description, group: isBot ? 'bot' : 'field', kind }
    })
    const names = new Set(own.map(({ name }) => name))
    const filled = [...new Set(fieldsFilled(steps))].filter((name) => !names.has(name)).sort()
    const used = filled.map((name): KnownValue => {
      return {
        name,
        description: t`Filled by this flow`,
        group: name.startsWith('bot.') ? 'bot' : 'field',
        kind: undefined,
      }
    })
    const given = (inputs ?? []).map(({ name, kind }): KnownValue => {
      return { name: `input.${name}`, description: '', group: 'input', kind }
    })
    const isBegun = entries?.some(({ kind }) => kind === 'webhook')
    const event: KnownValue = {
      name: 'event.name',
      description: t`A part of what the program sent; write what it is called there after the point`,
      group: 'event',
      kind: undefined,
    }
    const system = SYSTEM_VALUES.map(({ name, description }): KnownValue => {
      return { name, description: words(description), group: 'system', kind: kindOf(name) }
    })
    return [...given, ...own, ...used, ...(isBegun ? [event] : []), ...system]
  }, [steps, inputs, entries, described, t, words])
}

/** The fields that the steps of a flow fill, each once. */
export function fieldsFilled(steps: Flow['steps']): string[] {
  return [...new Set(Object.values(steps).flatMap((step) => blockOf(step).fields(step)))]
}

/** What a value that is known by itself holds. */
function kindOf(name: string): FieldKind {
  return SYSTEM_KINDS.find(({ names }) => names.test(name))?.kind ?? 'text'
}

const SYSTEM_KINDS: ReadonlyArray<{ names: RegExp; kind: FieldKind }> = [
  { names: /^BOT_CURRENT_DATE$/, kind: 'date' },
  { names: /^(BOT_CURRENT_DATETIME|USER_FIRST_SEEN)$/, kind: 'datetime' },
  { names: /^BOT_CURRENT_(HOUR|MINUTE|WEEKDAY_NUMBER|DAY|MONTH|YEAR|TIMESTAMP)$/, kind: 'number' },
  { names: /^(BOT_IS_BUSINESS_HOURS|USER_SUBSCRIBED|USER_IS_SUBSCRIBED)$/, kind: 'boolean' },
  { names: /^USER_TAGS$/, kind: 'list' },
]
