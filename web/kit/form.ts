/** Puts the API's field faults where they belong in a form. */
import { Problem } from '../problem.ts'
import { faultWords } from './faults.ts'

/** What we need of a form made by useForm. */
interface FaultyForm {
  setErrors: (errors: Record<string, string>) => void
  getValues: () => object
}

/**
 * Shows each fault of a 422 under its field (`/members/0/email` → `members.0.email`).
 * Returns the error when something is left that no field shows: give that to <ProblemNote>; else null.
 */
export function showFaults(form: FaultyForm, error: unknown): unknown {
  if (!(error instanceof Problem) || error.errors.length === 0) return error

  const fields = Object.keys(form.getValues())
  const faults = error.errors.map((fault) => ({ path: pathOf(fault.pointer), message: faultWords(fault) }))
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
