/** What each control of the form is given. */
import type { FieldForm } from './form-of.ts'

export interface ControlProps {
  /** its words are in the reader's language */
  field: FieldForm
  value: unknown
  /** undefined leaves the part out */
  set: (value: unknown) => void
  /** the step as the form shows it, for controls that belong together */
  step: Readonly<Record<string, unknown>>
  /** several parts at once; undefined leaves one out */
  setParts: (parts: Readonly<Record<string, unknown>>) => void
  /** what is wrong with this part, or with the part of it at `path`, such as `0/label` */
  faultAt: (path?: string) => string | undefined
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

/** An optional text that is empty is not there; a value that may be nothing becomes nothing. */
export function storedText(text: string, field: FieldForm): string | undefined {
  return text === '' && field.isOptional ? undefined : text
}
