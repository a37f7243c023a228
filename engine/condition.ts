/** Conditions as data: nested all and any over fields and system values. */
import { z } from 'zod'
import { plainText } from '../shared/messages.ts'
import { fold, isSame, order } from './compare.ts'
import { asText, type Template, template, type Values } from './variables.ts'

type Test = (left: string, right: string) => boolean

const COMPARISONS = {
  is: isSame,
  'is-not': (left, right) => !isSame(left, right),
  contains: (left, right) => right !== '' && fold(left).includes(fold(right)),
  'contains-not': (left, right) => right === '' || !fold(left).includes(fold(right)),
  'starts-with': (left, right) => right !== '' && fold(left).startsWith(fold(right)),
  'ends-with': (left, right) => right !== '' && fold(left).endsWith(fold(right)),
  greater: (left, right) => isOrdered(left, right, (sign) => sign > 0),
  less: (left, right) => isOrdered(left, right, (sign) => sign < 0),
  'at-least': (left, right) => isOrdered(left, right, (sign) => sign >= 0),
  'at-most': (left, right) => isOrdered(left, right, (sign) => sign <= 0),
} as const satisfies Record<string, Test>

const PRESENCES = {
  'is-set': (left) => left.trim() !== '',
  'is-empty': (left) => left.trim() === '',
} as const satisfies Record<string, Test>

const Name = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,79}$/, 'A name has only letters, digits and _')

const Rule = z.discriminatedUnion('operator', [
  z.strictObject({
    name: Name.meta({ label: 'Field or value', control: 'name' }),
    operator: z.enum(wordsOf(COMPARISONS)).meta({ label: 'Is compared' }),
    value: plainText(1000).meta({ label: 'With', description: 'May hold {{variables}}', control: 'text' }),
  }),
  z.strictObject({
    name: Name.meta({ label: 'Field or value', control: 'name' }),
    operator: z.enum(wordsOf(PRESENCES)).meta({ label: 'Is there' }),
  }),
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
  if (condition.match === 'all') return (values) => parts.every((part) => part(values))
  return (values) => parts.some((part) => part(values))
}

/** All rules of a condition, whatever group they are in. */
export function rulesOf(condition: Condition): Rule[] {
  return condition.rules.flatMap((part) => ('rules' in part ? rulesOf(part) : [part]))
}

function prepareRule(rule: Rule): (values: Values) => boolean {
  const right: Template = template('value' in rule ? rule.value : '')
  const test: Test = 'value' in rule ? COMPARISONS[rule.operator] : PRESENCES[rule.operator]
  return (values) => test(asText(values.value(rule.name)), right(values))
}

function isOrdered(left: string, right: string, holds: (sign: number) => boolean): boolean {
  const sign = order(left, right)
  return sign !== undefined && holds(sign)
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

function wordsOf<Words extends Record<string, Test>>(table: Words): Array<Extract<keyof Words, string>> {
  const words: Array<Extract<keyof Words, string>> = []
  for (const word in table) words.push(word)
  return words
}
