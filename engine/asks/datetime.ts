/** A day and a time, from a picker or in words; kept as an instant with its offset. */
import { readDatetime } from '../values/moments.ts'
import type { AskKind } from './ask-kind.ts'
import { checkMoments, readingMoments } from './moment-kind.ts'

export const datetime: AskKind = {
  kind: 'datetime',
  label: 'Date and time',
  description: 'Asks for a day and a time, from a picker or in words',
  icon: 'calendar-time',
  parts: { order: '03/04/2026 is read as', min: 'Not before', max: 'Not after' },
  check: (step) => checkMoments(step, readDatetime),
  ready: (step) =>
    readingMoments(step, {
      kind: 'datetime',
      read: readDatetime,
      retry: 'Please answer with a date and a time',
      example: 'such as tomorrow at 15:30',
    }),
}
