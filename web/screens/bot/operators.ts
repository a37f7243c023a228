/** How a rule compares, in words. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Rule } from '../../../engine/condition.ts'

export const OPERATOR_WORDS: Record<Rule['operator'], MessageDescriptor> = {
  is: msg`is`,
  'is-not': msg`is not`,
  contains: msg`contains`,
  'contains-not': msg`does not contain`,
  'starts-with': msg`starts with`,
  'ends-with': msg`ends with`,
  greater: msg`is more than`,
  less: msg`is less than`,
  'at-least': msg`is at least`,
  'at-most': msg`is at most`,
  'is-set': msg`is filled`,
  'is-empty': msg`is empty`,
}

/** The rule with another comparison; what it compares with is kept where there is any. */
export function withOperator(rule: Rule, operator: string): Rule {
  const value = 'value' in rule ? rule.value : ''
  if (operator === 'is-set' || operator === 'is-empty') return { name: rule.name, operator }
  const comparison = COMPARISONS.find((word) => word === operator)
  return comparison ? { name: rule.name, operator: comparison, value } : rule
}

const COMPARISONS = [
  'is',
  'is-not',
  'contains',
  'contains-not',
  'starts-with',
  'ends-with',
  'greater',
  'less',
  'at-least',
  'at-most',
] as const
