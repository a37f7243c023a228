/** A time of day, from a picker or in words; kept as `HH:MM`. */
import { readTime } from '../values/moments.ts'
import type { AskKind } from './ask-kind.ts'
import { checkMoments, readingMoments } from './moment-kind.ts'

export const time: AskKind = {
  kind: 'time',
  label: 'Time',
  description: 'Asks for a time of day, from a picker or in words',
  icon: 'clock',
  parts: { min: 'Not before', max: 'Not after' },
  check: (step) => checkMoments(step, readTime),
  ready: (step) =>
    readingMoments(step, {
      kind: 'time',
      read: readTime,
      retry: 'Please answer with a time',
      example: 'such as 15:30 or 3pm',
    }),
}
