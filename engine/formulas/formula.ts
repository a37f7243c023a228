/** Formulas such as `round(price * amount, 2)`: read once, worked out without ever running anything else (attack 92). */
import { Parser } from 'expr-eval-fork'
import type { Value } from '../../shared/fields.ts'
import { cutText } from '../../shared/messages.ts'
import { isSame, order } from '../values/compare.ts'
import { sizeOf } from '../values/filters.ts'
import { asText, type Values } from '../values/variables.ts'
import { asNumber, FUNCTIONS, type Operand, TextTooLong } from './formula-functions.ts'

export const FORMULA_LIMIT = 1000
const NESTING_LIMIT = 40

export type Worked = { ok: true; value: Value } | { ok: false; message: string }
export type Formula =
  /** `names` are the fields and system values it reads */
  { ok: true; names: string[]; work(values: Values): Worked } | { ok: false; message: string }

/** Never throws: what cannot be read, and what has no result, is told in a sentence. */
export function readFormula(text: string): Formula {
  const read = replaceNames(text)
  if ('message' in read) return { ok: false, message: read.message }
  try {
    const expression = PARSER.parse(read.source)
    if (expression.variables().some((name) => !read.names.has(name))) return UNREADABLE
    const names = [...read.names.values()]
    return {
      ok: true,
      names,
      work: (values) => {
        const scope = scopeOf(names, values)
        effort = 0
        const worked = workOut(() => expression.evaluate(scope))
        values.work?.(effort)
        return worked
      },
    }
  } catch {
    return UNREADABLE
  }
}

const UNREADABLE = { ok: false as const, message: 'The formula cannot be read. Write it like round(price * 2, 1).' }

function workOut(evaluate: () => unknown): Worked {
  try {
    return soundValue(evaluate())
  } catch (error) {
    if (error instanceof TextTooLong) return { ok: false, message: 'it gives too long a text.' }
    return { ok: false, message: 'it cannot be worked out with these values.' }
  }
}

function soundValue(result: unknown): Worked {
  if (typeof result === 'number' && !Number.isFinite(result))
    return { ok: false, message: 'it gives no number. Something is divided by zero, or is no number.' }
  if (typeof result === 'string') return { ok: true, value: cutText(result.toWellFormed(), 20_000) }
  if (typeof result === 'number' || typeof result === 'boolean' || result === null) return { ok: true, value: result }
  return { ok: false, message: 'it gives neither a number nor a text.' }
}

/** Texts, numbers, moments, names with their paths; what is between them are signs. */
const TOKEN =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\d[\d.]*(?:[eE][+-]?\d+)?|(?:now|today)\s{0,5}\(\s{0,5}\)|[A-Za-z_]\w*(?:\.\w+)*(?:\s{0,5}\()?|[<>=!]=|=/g
const WORDS = new Set(['and', 'or', 'not', 'true', 'false'])
/** Signs that stay between the tokens. */
const SIGNS = /^[\s()+\-*/%^<>=!?:,|.]*$/

interface Renamed {
  source: string
  names: Map<string, string>
}

/**
 * Names become v0, v1 …, so that nothing a person calls a field can mean anything to the parser, and only functions of the
 * list can be called.
 */
function replaceNames(text: string): Renamed | { message: string } {
  if (text.trim() === '') return { message: 'Write a formula.' }
  if (text.length > FORMULA_LIMIT) return { message: `A formula has at most ${FORMULA_LIMIT} characters.` }
  const signs = text.replace(TOKEN, (token) => (token.endsWith('(') ? '(' : ''))
  if (!SIGNS.test(signs)) return UNREADABLE
  if (isTooDeep(signs)) return { message: 'The formula has too many brackets within brackets.' }

  const names = new Map<string, string>()
  const unknown: string[] = []
  const nameFor = (name: string): string => {
    const known = [...names].find(([, each]) => each === name)?.[0] ?? `v${names.size}`
    names.set(known, name)
    return known
  }
  const source = text.replace(TOKEN, (token) => {
    // one sign is assignment to the parser, but to people it asks whether two things are the same
    if (token === '=') return '=='
    if (/^["'\d<>=!]/.test(token) || WORDS.has(token)) return token
    if (/^(?:now|today)\b.*\)$/.test(token))
      return nameFor(token.startsWith('now') ? 'BOT_CURRENT_DATETIME' : 'BOT_CURRENT_DATE')
    if (!token.endsWith('(')) return nameFor(token)
    const called = token.slice(0, -1).trim()
    if (!FUNCTIONS.has(called) && !WORDS.has(called)) unknown.push(called)
    return FUNCTIONS.has(called) ? `f_${called}(` : token
  })
  if (unknown.length > 0) return { message: `There is no function named ${unknown[0]}.` }
  return { source, names }
}

function isTooDeep(signs: string): boolean {
  let depth = 0
  for (const sign of signs) {
    if (sign === '(') depth += 1
    else if (sign === ')') depth -= 1
    if (depth > NESTING_LIMIT) return true
  }
  return false
}

/** Of v0, v1 … and nothing else; the parser knows no other names. */
function scopeOf(names: readonly string[], values: Values): Record<string, never> {
  const scope: Record<string, never> = {}
  for (let index = 0; index < names.length; index += 1)
    Reflect.set(scope, `v${index}`, values.value(names[index] ?? '') ?? null)
  return scope
}

/** At most so many characters are worked over by one formula. */
const EFFORT_LIMIT = 200_000
// what the formula that is being worked out has cost so far; it is worked out in one go
let effort = 0

function counted<Result>(work: (...operands: Operand[]) => Result): (...operands: Operand[]) => Result {
  return (...operands) => {
    for (const operand of operands) effort += 8 + sizeOf(operand)
    if (effort > EFFORT_LIMIT) throw new TextTooLong()
    return work(...operands)
  }
}

function allCounted(table: Record<string, (a: Operand, b: Operand) => Value>) {
  return Object.fromEntries(Object.entries(table).map(([name, work]) => [name, counted(work)]))
}

const PARSER = makeParser()

function makeParser(): Parser {
  const parser = new Parser({
    allowMemberAccess: false,
    operators: { assignment: false, fndef: false, in: false, factorial: false, random: false, ...{ array: false } },
  })
  const not = (value: Operand) => !isTrue(value)
  const tables = {
    unaryOps: { '-': (value: Operand) => -asNumber(value), '+': asNumber, not },
    binaryOps: allCounted({
      '+': (a: Operand, b: Operand) => asNumber(a) + asNumber(b),
      '-': (a: Operand, b: Operand) => asNumber(a) - asNumber(b),
      '*': (a: Operand, b: Operand) => asNumber(a) * asNumber(b),
      '/': (a: Operand, b: Operand) => asNumber(a) / asNumber(b),
      '%': (a: Operand, b: Operand) => asNumber(a) % asNumber(b),
      '^': (a: Operand, b: Operand) => asNumber(a) ** asNumber(b),
      '||': (a: Operand, b: Operand) => asText(a) + asText(b),
      '==': (a: Operand, b: Operand) => isSame(asText(a), asText(b)),
      '!=': (a: Operand, b: Operand) => !isSame(asText(a), asText(b)),
      '>': (a: Operand, b: Operand) => (order(asText(a), asText(b)) ?? 0) > 0,
      '<': (a: Operand, b: Operand) => (order(asText(a), asText(b)) ?? 0) < 0,
      '>=': (a: Operand, b: Operand) => (order(asText(a), asText(b)) ?? -1) >= 0,
      '<=': (a: Operand, b: Operand) => (order(asText(a), asText(b)) ?? 1) <= 0,
      and: () => false,
      or: () => false,
    }),
    functions: Object.fromEntries([...FUNCTIONS].map(([name, work]) => [`f_${name}`, counted(work)])),
    consts: { true: true, false: false },
  }
  // tables that inherit nothing: `toString` would be a constant otherwise
  for (const [name, table] of Object.entries(tables))
    Reflect.set(parser, name, Object.assign(Object.create(null), table))
  return parser
}

function isTrue(value: Operand): boolean {
  return value === 'false' ? false : Boolean(value)
}
