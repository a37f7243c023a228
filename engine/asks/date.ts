/** A day, from a picker or in words; kept as `YYYY-MM-DD`. */
import { readDate } from '../values/moments.ts'
import type { AskKind } from './ask-kind.ts'
import { checkMoments, readingMoments } from './moment-kind.ts'

export const date: AskKind = {
  kind: 'date',
  label: 'Date',
  description: 'Asks for a day, from a calendar or in words',
  icon: 'calendar',
  parts: { order: '03/04/2026 is read as', min: 'Not before', max: 'Not after' },
  check: (step) => checkMoments(step, readDate),
  ready: (step) =>
    readingMoments(step, {
      kind: 'date',
      read: readDate,
      retry: 'Please answer with a date',
      example: 'such as 2026-07-31 or tomorrow',
    }),
}
