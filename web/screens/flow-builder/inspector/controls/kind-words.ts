/** The kinds of fields in words. */
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import type { FieldKind } from '../../../../../shared/fields.ts'

const WORDS = {
  text: msg`text`,
  number: msg`a number`,
  boolean: msg`yes or no`,
  date: msg`a date`,
  datetime: msg`a date and time`,
  list: msg`a list`,
  json: msg`any data`,
} as const

export function useKindWords(): (kind: FieldKind) => string {
  const { _ } = useLingui()
  return (kind) => _(WORDS[kind])
}
