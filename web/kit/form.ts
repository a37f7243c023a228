/** Puts the API's field faults where they belong in a form. */
import type { UseFormReturnType } from '@mantine/form'
import { Problem } from '../problem.ts'

/**
 * Shows each fault of a 422 under its field (`/members/0/email` → `members.0.email`).
 * Returns the error when something is left that no field shows: give that to <ProblemNote>; else null.
 */
export function showFaults<Values extends Record<string, unknown>>(
  form: Pick<UseFormReturnType<Values>, 'setErrors' | 'getValues'>,
  error: unknown,
): unknown {
  if (!(error instanceof Problem) || error.errors.length === 0) return error

  const fields = Object.keys(form.getValues())
  const faults = error.errors.map((fault) => ({ path: pathOf(fault.pointer), message: fault.message }))
  form.setErrors(Object.fromEntries(faults.map(({ path, message }) => [path, message])))
  return faults.every(({ path }) => fields.includes(path.split('.')[0] ?? '')) ? null : error
}

function pathOf(pointer: string): string {
  return pointer
    .replace(/^#?\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.')
}
