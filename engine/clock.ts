/** What the clock on the wall shows in a zone at an instant, right across daylight-saving changes (W10). */

export interface WallClock {
  zone: string
  /** YYYY-MM-DD */
  date: string
  /** HH:MM */
  time: string
  hour: number
  minute: number
  second: number
  /** English name of the day */
  weekday: string
}

/** An unknown zone reads as UTC, so that a chat never stops for it. */
export function wallClock(now: Date, zone: string): WallClock {
  const known = formatterFor(zone)
  const parts = new Map(known.formatter.formatToParts(now).map((part) => [part.type, part.value]))
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  return {
    zone: known.zone,
    date: `${read('year').padStart(4, '0')}-${read('month')}-${read('day')}`,
    time: `${read('hour')}:${read('minute')}`,
    hour: Number(read('hour')),
    minute: Number(read('minute')),
    second: Number(read('second')),
    weekday: read('weekday'),
  }
}

interface KnownZone {
  zone: string
  formatter: Intl.DateTimeFormat
}

const formatters = new Map<string, KnownZone>()

function formatterFor(zone: string): KnownZone {
  const known = formatters.get(zone) ?? makeFormatter(zone)
  formatters.set(known.zone, known)
  return known
}

function makeFormatter(zone: string): KnownZone {
  try {
    return { zone, formatter: new Intl.DateTimeFormat('en-US', { ...SHAPE, timeZone: zone }) }
  } catch {
    return { zone: 'UTC', formatter: new Intl.DateTimeFormat('en-US', { ...SHAPE, timeZone: 'UTC' }) }
  }
}

const SHAPE = {
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  weekday: 'long',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
} as const
