/** Writes a date by a pattern such as "dd.MM.yyyy HH:mm", with the names of a language. */
import { type WallClock, wallClock } from './clock.ts'

/** The parts: yyyy yy MMMM MMM MM M dd d EEEE EEE HH H hh h mm ss a; words between '…' stand as they are. */
const PART = /'([^']*)'|y{4}|y{2}|M{1,4}|d{1,2}|E{3,4}|H{1,2}|h{1,2}|mm|ss|a/g

export function writeDate(
  instant: Date,
  pattern: string,
  { zone, language }: { zone: string; language: string },
): string {
  const clock = wallClock(instant, zone)
  return pattern.replace(PART, (part, literal: string | undefined) => literal ?? writePart(part, clock, language))
}

function writePart(part: string, clock: WallClock, language: string): string {
  const [year = '', month = '', day = ''] = clock.date.split('-')
  const hour12 = clock.hour % 12 === 0 ? 12 : clock.hour % 12
  switch (part) {
    case 'yyyy':
      return year
    case 'yy':
      return year.slice(-2)
    case 'MMMM':
      return nameIn(language, { month: 'long' }, clock.date)
    case 'MMM':
      return nameIn(language, { month: 'short' }, clock.date)
    case 'MM':
      return month
    case 'M':
      return String(Number(month))
    case 'dd':
      return day
    case 'd':
      return String(Number(day))
    case 'EEEE':
      return nameIn(language, { weekday: 'long' }, clock.date)
    case 'EEE':
      return nameIn(language, { weekday: 'short' }, clock.date)
    case 'HH':
      return String(clock.hour).padStart(2, '0')
    case 'H':
      return String(clock.hour)
    case 'hh':
      return String(hour12).padStart(2, '0')
    case 'h':
      return String(hour12)
    case 'mm':
      return String(clock.minute).padStart(2, '0')
    case 'ss':
      return String(clock.second).padStart(2, '0')
    default:
      return clock.hour < 12 ? 'AM' : 'PM'
  }
}

function nameIn(language: string, part: Intl.DateTimeFormatOptions, date: string): string {
  return new Intl.DateTimeFormat(knownLanguage(language), { ...part, timeZone: 'UTC' }).format(
    new Date(`${date}T12:00:00Z`),
  )
}

/** The language tag where it is one, else English. */
export function knownLanguage(tag: string): string {
  try {
    return (tag.length <= 40 && Intl.getCanonicalLocales(tag)[0]) || 'en'
  } catch {
    return 'en'
  }
}
