/** Goes one way when a condition holds, and another when it does not. */
import { z } from 'zod'
import { type Block, connectPart, titled, way } from '../block.ts'
import { Condition, prepare, type Rule, rulesOf, textsOf } from '../conditions/condition.ts'
import { safePattern } from '../conditions/pattern.ts'
import { durationInWords } from '../values/duration.ts'
import { isUnknownValue } from '../values/system-values.ts'

const Decide = z
  .strictObject({
    block: z.literal('decide'),
    ...titled,
    when: Condition,
    next: way('If so go to'),
    otherwise: way('Otherwise go to'),
  })
  .meta({ label: 'Condition', description: 'Goes on in one of two ways' })

type Decide = z.output<typeof Decide>

export const decide: Block<typeof Decide> = {
  name: 'decide',
  category: 'decide',
  schema: Decide,
  waits: false,
  palette: [
    {
      id: 'decide',
      label: 'Condition',
      description: 'Goes on in one of two ways',
      icon: 'arrows-split-2',
      fresh: () => ({
        block: 'decide',
        when: { match: 'all', rules: [{ name: 'LAST_INPUT', operator: 'contains', value: '' }] },
      }),
    },
  ],
  edges: (step) => [
    { handle: 'next', label: 'If so', to: step.next },
    { handle: 'otherwise', label: 'Otherwise', to: step.otherwise },
  ],
  connect: connectPart,
  texts: (step) => valuesOf(step),
  fields: () => [],
  flows: () => [],
  gist: (step) =>
    rulesOf(step.when)
      .map(ruleText)
      .join(step.when.match === 'all' ? ' & ' : ' | '),
  check: (step) => [
    ...unknownNames(step).map((name) => ({
      severity: 'warning' as const,
      code: 'unknown-value',
      message: `There is no value named ${name}.`,
    })),
    ...valuesOf(step)
      .filter((value) => value.trim() === '')
      .map(() => ({
        severity: 'warning' as const,
        code: 'empty-comparison',
        message: 'A rule compares with nothing; “is empty” says that more clearly.',
      })),
    ...rulesOf(step.when)
      .filter(hasBadPattern)
      .map(() => ({
        severity: 'error' as const,
        code: 'bad-pattern',
        message: 'A rule compares with a pattern that is not a regular expression.',
      })),
  ],
  ready(step, { moveTo }) {
    const holds = prepare(step.when)
    const [next, otherwise] = [moveTo(step.next), moveTo(step.otherwise)]
    return { enter: (turn) => (holds(turn) ? next : otherwise) }
  },
}

function valuesOf(step: Decide): string[] {
  return rulesOf(step.when).flatMap(textsOf)
}

function ruleText(rule: Rule): string {
  const span = 'span' in rule ? [durationInWords(rule.span)] : []
  return [rule.name, rule.operator, ...textsOf(rule), ...span].join(' ').trim()
}

function hasBadPattern(rule: Rule): boolean {
  return rule.operator === 'matches' && !rule.value.includes('{{') && safePattern(rule.value) === undefined
}

function unknownNames(step: Decide): string[] {
  const names = rulesOf(step.when).map((rule) => rule.name)
  return names.filter(isUnknownValue)
}
