/** A rule with another name or operator; what it compares with is kept where it can be. */
import { Condition, type Rule } from '../../../../../engine/conditions/condition.ts'
import { OPERATORS, type Operator } from '../../../../../engine/conditions/operators.ts'
import type { FieldKind } from '../../../../../shared/fields.ts'

/** The operators for what a field holds; all of them where nobody has said what it holds. The present one stays. */
export function fittingOperators(kind: FieldKind | undefined, present: string): readonly Operator[] {
  if (!kind) return OPERATORS
  return OPERATORS.filter(({ name, kinds }) => name === present || kinds.includes(kind))
}

export function withOperator(rule: Rule, name: string): Rule {
  const operator = OPERATORS.find((each) => each.name === name)
  if (!operator) return rule
  const value = 'value' in rule ? rule.value : ''
  const given = {
    nothing: {},
    text: { value },
    list: { value },
    two: { value, to: 'to' in rule ? rule.to : '' },
    span: { span: 'span' in rule ? rule.span : { amount: 7, unit: 'days' } },
  }[operator.takes]
  return asRule({ name: rule.name, operator: name, ...given }) ?? rule
}

/** An operator that does not fit the other field gives way to the first that does. */
export function withName(rule: Rule, name: string, kind: FieldKind | undefined): Rule {
  const renamed = asRule({ ...rule, name }) ?? rule
  const fitting = fittingOperators(kind, '')
  if (fitting.some((operator) => operator.name === rule.operator)) return renamed
  return withOperator(renamed, fitting[0]?.name ?? '')
}

function asRule(candidate: object): Rule | undefined {
  const parsed = Condition.safeParse({ match: 'all', rules: [candidate] })
  const rule = parsed.data?.rules[0]
  return rule && 'operator' in rule ? rule : undefined
}
