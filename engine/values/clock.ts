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

/**
 * The instant at which a zone's clock shows this date (YYYY-MM-DD) and time (HH:MM or HH:MM:SS). A time that the clocks
 * leap over is the first one after the leap; of a time that comes twice it is the first.
 */
export function instantOf({ date, time }: { date: string; time: string }, zone: string): Date {
  const local = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`)
  const [before, after] = [offsetAt(local - DAY_MS, zone), offsetAt(local + DAY_MS, zone)]
  const [first, second] = [local - Math.max(before, after), local - Math.min(before, after)]
  if (first + offsetAt(first, zone) === local) return new Date(first)
  if (second + offsetAt(second, zone) === local) return new Date(second)
  return new Date(leapBetween(first, second, zone))
}

const DAY_MS = 86_400_000

/** How far the zone's clock is ahead of UTC, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const whole = Math.floor(instant / 1000) * 1000
  const { date, time, second } = wallClock(new Date(whole), zone)
  return Date.parse(`${date}T${time}:${String(second).padStart(2, '0')}Z`) - whole
}

function leapBetween(from: number, to: number, zone: string): number {
  const old = offsetAt(from, zone)
  let [low, high] = [from, to]
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (offsetAt(middle, zone) === old) low = middle
    else high = middle
  }
  return high
}

interface KnownZone {
  zone: string
  formatter: Intl.DateTimeFormat
}

const formatters = new Map<string, KnownZone>()

function formatterFor(zone: string): KnownZone {
  const known = formatters.get(zone) ?? makeFormatter(zone)
  // names come from people's profiles too, in any spelling
  if (formatters.size > 1000) formatters.clear()
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
