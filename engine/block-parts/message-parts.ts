/** The parts of messages: filled in, cut to what a message may hold, and left out where they are no address or number to call. */
import { cutText, isWebUrl } from '../../shared/messages.ts'
import type { Fault } from '../block.ts'
import type { Turn } from '../turn.ts'
import { template } from '../values/variables.ts'

export const ADDRESS_LIMIT = 2000
export const CAPTION_LIMIT = 1000
export const NAME_LIMIT = 200
const PHONE_LIMIT = 40

/** A text of a message: trimmed, at most `limit` characters; empty where nothing is left. */
export type ShownText = (turn: Turn) => string
/** An address or phone number; undefined where it is none, of which the team is told. */
export type ShownTarget = (turn: Turn) => string | undefined

export function readyText(text: string | undefined, limit: number): ShownText {
  if (text === undefined || text === '') return () => ''
  const fill = template(text)
  return (turn) => cutText(fill(turn).trim(), limit)
}

/**
 * Only http and https, so that nothing a browser would run is ever sent (attack 87). An empty one is left out silently;
 * where it `isOptional`, also one that its variables leave empty.
 */
export function readyAddress(text: string | undefined, isOptional = false): ShownTarget {
  const target = readyTarget(text, webAddress, 'web address')
  if (!isOptional || text === undefined) return target
  const fill = template(text)
  return (turn) => (fill(turn).trim() === '' ? undefined : target(turn))
}

export function readyPhone(text: string): ShownTarget {
  return readyTarget(text, (shown) => (isPhone(shown) ? shown : undefined), 'phone number')
}

/** `isOptional` says that nothing at all is fine too. */
export function checkAddress(text: string, part: string, isOptional = false): Fault[] {
  if (text.trim() === '') {
    const message = 'Give a web address, such as https://shop.example/offer.'
    return isOptional ? [] : [{ severity: 'error', code: 'empty-address', message, part }]
  }
  if (holdsVariable(text) || isWebUrl(text.trim())) return []
  const message = 'This is not a web address such as https://shop.example/offer.'
  return [{ severity: 'error', code: 'wrong-address', message, part }]
}

export function checkPhone(text: string, part: string): Fault[] {
  if (holdsVariable(text) || isPhone(text.trim())) return []
  const message = 'This is not a phone number such as +49 30 1234567.'
  return [{ severity: 'error', code: 'wrong-phone', message, part }]
}

export function holdsVariable(text: string): boolean {
  return text.includes('{{')
}

function readyTarget(text: string | undefined, read: (shown: string) => string | undefined, what: string): ShownTarget {
  if (text === undefined || text.trim() === '') return () => undefined
  const fill = template(text)
  const fixed = holdsVariable(text) ? undefined : read(text.trim())
  if (fixed !== undefined) return () => fixed
  return (turn) => {
    const shown = fill(turn).trim()
    const target = read(shown)
    if (target !== undefined) return target
    turn.fail('wrong-value', `“${cutText(shown, 100)}” is no ${what}, so it was left out.`)
    return undefined
  }
}

/** As a browser would write it, so that no quote or space of a value breaks out of where it is put. */
function webAddress(text: string): string | undefined {
  const address = isWebUrl(text) ? URL.parse(text)?.href : undefined
  return address !== undefined && address.length <= ADDRESS_LIMIT ? address : undefined
}

function isPhone(text: string): boolean {
  return text.length <= PHONE_LIMIT && PHONE.test(text)
}

const PHONE = /^[+(]?\d[\d\s()./-]{1,38}$/
