/** What is wrong with the parts of a step: by the schema while it is written, and by the check of the whole flow. */
import type { z } from 'zod'
import type { Problem } from '../../../../engine/checks/check.ts'

export interface PartFault {
  /** such as `choices/0/label`; empty where it is about the step as a whole */
  part: string
  code: string
  message: string
}

export function schemaFaults(issues: readonly z.core.$ZodIssue[]): PartFault[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'invalid_union') {
      const [first = []] = issue.errors.filter((errors) => errors.length > 0)
      const inner = schemaFaults(first).map((fault) => ({ ...fault, part: join(issue.path, fault.part) }))
      if (inner.length > 0) return inner
    }
    return [{ part: join(issue.path, ''), code: issue.code, message: issue.message }]
  })
}

export function problemFaults(problems: readonly Problem[], stepId: string): PartFault[] {
  return problems
    .filter((problem) => problem.stepId === stepId)
    .map(({ part = '', code, message }) => ({ part, code, message }))
}

function join(path: readonly PropertyKey[], rest: string): string {
  return [...path.map(String), rest].filter((piece) => piece !== '').join('/')
}
