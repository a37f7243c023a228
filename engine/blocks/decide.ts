/** Goes one way when a condition holds, and another when it does not. */
import { z } from 'zod'
import { type Block, way } from '../block.ts'
import { Condition, prepare, rulesOf } from '../condition.ts'
import { isUnknownValue } from '../system-values.ts'

const Decide = z
  .strictObject({
    block: z.literal('decide'),
    when: Condition,
    next: way('If so go to'),
    otherwise: way('Otherwise go to'),
  })
  .meta({ label: 'Condition', description: 'Goes on in one of two ways' })

type Decide = z.output<typeof Decide>

export const decide: Block<typeof Decide> = {
  name: 'decide',
  schema: Decide,
  waits: false,
  edges: (step) => [
    { handle: 'next', label: 'If so', to: step.next },
    { handle: 'otherwise', label: 'Otherwise', to: step.otherwise },
  ],
  texts: (step) => valuesOf(step),
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
  ],
  ready(step, { moveTo }) {
    const holds = prepare(step.when)
    const [next, otherwise] = [moveTo(step.next), moveTo(step.otherwise)]
    return { enter: (turn) => (holds(turn) ? next : otherwise) }
  },
}

function valuesOf(step: Decide): string[] {
  return rulesOf(step.when).flatMap((rule) => ('value' in rule ? [rule.value] : []))
}

function unknownNames(step: Decide): string[] {
  const names = rulesOf(step.when).map((rule) => rule.name)
  return names.filter(isUnknownValue)
}
