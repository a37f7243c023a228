/** Makes a Value of whatever came from outside: without keys that reach a prototype, and cut to what a field can hold. */
import { DEPTH_LIMIT, VALUE_LIMIT, type Value } from './fields.ts'

/** How much of each list and each text is kept, from all to little; the first that fits is taken. */
const CUTS = [
  { items: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY },
  { items: 300, characters: 4000 },
  { items: 100, characters: 1000 },
  { items: 30, characters: 400 },
  { items: 10, characters: 200 },
  { items: 3, characters: 100 },
  { items: 1, characters: 50 },
]

const REFUSED_KEYS = ['__proto__', 'constructor', 'prototype']

/** Of long lists and texts the beginning stays, and what is deeper than 12 levels becomes null; `isCut` tells whether anything was lost. */
export function tame(from: unknown, limit = VALUE_LIMIT): { value: Value; isCut: boolean } {
  for (const cut of CUTS) {
    const lost = { isAny: false }
    const value = tamePart(from, DEPTH_LIMIT, { ...cut, lost })
    if (JSON.stringify(value).length <= limit) return { value, isCut: lost.isAny }
  }
  return { value: null, isCut: true }
}

/** A text without what a database cannot keep or a screen should not show: NUL and halves of characters. */
export function tameText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '')
}

interface Cut {
  items: number
  characters: number
  lost: { isAny: boolean }
}

function tamePart(from: unknown, depth: number, cut: Cut): Value {
  if (typeof from === 'string') return shorten(tameText(from), cut)
  if (typeof from === 'boolean') return from
  if (typeof from === 'number') return Number.isFinite(from) ? from : null
  if (typeof from !== 'object' || from === null) return null
  if (depth === 0) {
    cut.lost.isAny = true
    return null
  }
  return Array.isArray(from)
    ? first(from, cut).map((part) => tamePart(part, depth - 1, cut))
    : Object.fromEntries(
        first(Object.entries(from), cut)
          .map(([key, part]) => [tameText(key), part] as const)
          .filter(([key]) => !REFUSED_KEYS.includes(key))
          .map(([key, part]) => [key, tamePart(part, depth - 1, cut)]),
      )
}

function first<T>(parts: T[], { items, lost }: Cut): T[] {
  if (parts.length <= items) return parts
  lost.isAny = true
  return parts.slice(0, items)
}

function shorten(text: string, { characters, lost }: Cut): string {
  if (text.length <= characters) return text
  lost.isAny = true
  return text.slice(0, characters).toWellFormed()
}
