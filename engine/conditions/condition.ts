/** Conditions as data: nested all and any over fields, tags and system values. */
import { z } from 'zod'
import type { Value } from '../../shared/fields.ts'
import { plainText } from '../../shared/messages.ts'
import { Duration, millisecondsOf } from '../values/duration.ts'
import { asText, template, type Values } from '../values/variables.ts'
import { CHOICES, COMPARISONS, type Moment, PRESENCES, RANGES, SPANS } from './operators.ts'

const name = z
  .string()
  .max(80)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*$/, 'A name has only letters, digits, _ and points between them')
  .meta({ label: 'Field or value', control: 'name' })
const value = plainText(1000).meta({ label: 'With', description: 'May hold {{variables}}', control: 'text' })

const WITH_TEXT = { ...COMPARISONS, ...CHOICES }

const Rule = z.discriminatedUnion('operator', [
  z.strictObject({
    name,
    operator: z.enum(wordsOf(WITH_TEXT)).meta({ label: 'Is compared' }),
    value,
  }),
  z.strictObject({
    name,
    operator: z.enum(wordsOf(RANGES)).meta({ label: 'Is compared' }),
    value,
    to: value.meta({ label: 'And', description: 'May hold {{variables}}', control: 'text' }),
  }),
  z.strictObject({
    name,
    operator: z.enum(wordsOf(SPANS)).meta({ label: 'Is compared' }),
    span: Duration.meta({ label: 'Time', control: 'duration' }),
  }),
  z.strictObject({ name, operator: z.enum(wordsOf(PRESENCES)).meta({ label: 'Is there' }) }),
])

export type Rule = z.infer<typeof Rule>
export type Condition = { match: 'all' | 'any'; rules: Array<Rule | Condition> }
/** At most four groups deep and 200 rules, so that deciding is always quick. */
export const Condition = groupOf(ruleOr(groupOf(ruleOr(groupOf(ruleOr(groupOf(Rule)))))))
  .refine((condition) => rulesOf(condition).length <= 200, 'A condition has at most 200 rules')
  .meta({ label: 'When', control: 'condition' })

/** Turns a condition into the question that a turn asks. */
export function prepare(condition: Condition): (values: Values) => boolean {
  const parts = condition.rules.map((part) => ('rules' in part ? prepare(part) : prepareRule(part)))
  const [only] = parts
  if (only && parts.length === 1) return only
  if (condition.match === 'all') return (values) => parts.every((part) => part(values))
  return (values) => parts.some((part) => part(values))
}

/** All rules of a condition, whatever group they are in. */
export function rulesOf(condition: Condition): Rule[] {
  return condition.rules.flatMap((part) => ('rules' in part ? rulesOf(part) : [part]))
}

/** The texts of a rule that may hold {{variables}}. */
export function textsOf(rule: Rule): string[] {
  return [...('value' in rule ? [rule.value] : []), ...('to' in rule ? [rule.to] : [])]
}

function prepareRule(rule: Rule): (values: Values) => boolean {
  const left = (values: Values): Value => values.value(rule.name) ?? null
  if ('span' in rule) {
    const { test } = SPANS[rule.operator]
    const span = millisecondsOf(rule.span)
    return (values) => test(left(values), span, momentOf(values))
  }
  if ('to' in rule) {
    const { test } = RANGES[rule.operator]
    const [low, high] = [template(rule.value), template(rule.to)]
    return (values) => test(left(values), [low(values), high(values)], momentOf(values))
  }
  if ('value' in rule) {
    const { test } = WITH_TEXT[rule.operator]
    const right = template(rule.value)
    return (values) => test(left(values), right(values), momentOf(values))
  }
  const { test } = PRESENCES[rule.operator]
  return (values) => test(left(values), undefined, momentOf(values))
}

function momentOf(values: Values): Moment {
  return {
    now: () => Number(values.value('BOT_CURRENT_TIMESTAMP')) * 1000,
    zone: () => asText(values.value('BOT_TIMEZONE')) || 'UTC',
    work: (characters) => values.work?.(characters),
  }
}

function groupOf<Part extends z.ZodType>(part: Part) {
  return z.strictObject({
    match: z.enum(['all', 'any']).meta({ label: 'Match', options: { all: 'all of these', any: 'any of these' } }),
    rules: z.array(part).min(1).max(50),
  })
}

function ruleOr<Group extends z.ZodType>(group: Group) {
  return z.union(
    [Rule, group],
    'is neither a rule (name, operator, and a value to compare with) nor a group (match, rules)',
  )
}

function wordsOf<Words extends object>(table: Words): Array<Extract<keyof Words, string>> {
  const words: Array<Extract<keyof Words, string>> = []
  for (const word in table) words.push(word)
  return words
}
