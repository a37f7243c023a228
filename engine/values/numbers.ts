/** Numbers as values hold them: read strictly, and rounded as people round. */
import type { Value } from '../../shared/fields.ts'

const PLAIN = /^[+-]?\d{1,30}(?:\.\d{1,30})?$/

/** A number, a text that is one, or true and false as 1 and 0; nothing else. */
export function readNumber(value: Value | undefined): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value !== 'string') return undefined
  const said = value.trim()
  return PLAIN.test(said) ? Number(said) : undefined
}

/** Rounded to so many decimals (negative: to tens, hundreds …), a half away from zero. */
export function roundTo(value: number, decimals = 0): number {
  const places = Math.max(-15, Math.min(15, Math.trunc(decimals)))
  // by moving the point in the text, since 1.005 * 100 is less than 100.5
  const size = moved(Math.abs(value), places)
  const rounded = moved(Math.round(size), -places)
  return Number.isFinite(rounded) ? Math.sign(value) * rounded : value
}

function moved(value: number, places: number): number {
  const [digits = '0', exponent = '0'] = String(value).split('e')
  return Number(`${digits}e${Number(exponent) + places}`)
}
