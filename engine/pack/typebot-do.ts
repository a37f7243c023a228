/** What Typebot's logic and integrations become. */
import { z } from 'zod'
import { readFormula } from '../formulas/formula.ts'
import type { Around, Carry, Made } from './typebot-carry.ts'

const Words = z.string().nullish()
const SetVariable = z.looseObject({
  options: z
    .looseObject({ variableId: Words, type: Words, expressionToEvaluate: Words, isCode: z.boolean().nullish() })
    .nullish(),
})
const Content = z.looseObject({
  logicalOperator: Words,
  comparisons: z
    .array(z.looseObject({ variableId: Words, comparisonOperator: Words, value: Words }))
    .max(200)
    .nullish(),
})
const Conditions = z.looseObject({
  items: z.array(z.looseObject({ content: Content.nullish(), outgoingEdgeId: Words })).max(100),
})
const Split = z.looseObject({
  items: z.array(z.looseObject({ path: Words, outgoingEdgeId: Words })).max(10),
  options: z.looseObject({ aPercent: z.number().nullish() }).nullish(),
})
const Options = z.looseObject({
  options: z
    .looseObject({
      url: Words,
      secondsToWaitFor: z.union([z.string(), z.number()]).nullish(),
      groupId: Words,
      blockId: Words,
      typebotId: Words,
    })
    .nullish(),
})

export const LOGIC: Record<string, Carry> = {
  'Set variable': setVariable,
  Condition: (block, to) =>
    Conditions.parse(block).items.flatMap(({ content, outgoingEdgeId }): Made[] => {
      const when = conditionOf(content, to)
      if (!when) return []
      return [{ block: 'decide', when, next: to.way(outgoingEdgeId), otherwise: ON }]
    }),
  Redirect: (block, to) => {
    const url = to.text(Options.parse(block).options?.url ?? '', 2000).trim()
    if (url === '') return []
    to.tell('A redirect is a button with a link here: a chat cannot send people to another page.')
    return [{ block: 'buttons', text: 'Go on here:', buttons: [{ kind: 'link', label: 'Open', url }] }]
  },
  Wait: (block, to) => {
    const seconds = Number(Options.parse(block).options?.secondsToWaitFor ?? Number.NaN)
    if (!(seconds > 0)) {
      to.tell('A pause whose length is not a number is left out.')
      return []
    }
    if (seconds <= 10) return [{ block: 'typing', seconds: Math.max(0.1, seconds) }]
    return [{ block: 'wait', kind: 'for', for: durationOf(seconds) }]
  },
  Jump: (block, to) => {
    const { groupId, blockId } = Options.parse(block).options ?? {}
    return jumpTo(to.place(groupId, blockId), to)
  },
  'Typebot link': (block, to) => {
    const { typebotId, groupId } = Options.parse(block).options ?? {}
    if (typebotId === 'current' && groupId) return jumpTo(to.place(groupId), to)
    to.tell('A link to another bot is left out. Import that bot’s flow too and call it here.')
    return []
  },
  'AB test': (block, to) => {
    const { items, options } = Split.parse(block)
    const percent = Math.min(100, Math.max(0, options?.aPercent ?? 50))
    const parts = ['a', 'b'].map((id, index) => {
      const item = items.find(({ path }) => path === id) ?? items[index]
      const weight = id === 'a' ? percent : 100 - percent
      return { id, label: id.toUpperCase(), weight, next: to.way(item?.outgoingEdgeId) ?? ON }
    })
    return [{ block: 'split', parts }]
  },
  Return: () => [{ block: 'return', outputs: [] }],
}

/** Stands for: on to what comes after the block. */
export const ON = '…on'

function setVariable(block: object, to: Around): Made[] {
  const { variableId, type, expressionToEvaluate, isCode } = SetVariable.parse(block).options ?? {}
  const field = to.field(variableId)
  if (!field) return []
  const known = type && type !== 'Custom' ? FIXED[type] : undefined
  if (known !== undefined) return [{ block: 'set', field, value: known }]
  if (type && type !== 'Custom') return leftOut(to, `A variable set to “${type}” is left out.`)
  if (!expressionToEvaluate) return [{ block: 'set', field, value: null }]
  const formula = formulaOf(expressionToEvaluate, to, isCode === true)
  if (formula !== undefined) return [{ block: 'compute', field, formula }]
  if (isCode) return leftOut(to, 'A variable set by JavaScript is left out.')
  return [{ block: 'set', field, value: to.text(expressionToEvaluate) }]
}

const FIXED: Record<string, string | null> = {
  Empty: null,
  Now: '{{BOT_CURRENT_DATETIME}}',
  Today: '{{BOT_CURRENT_DATE}}',
  'Contact name': '{{USER_NAME}}',
  'Phone number': '{{USER_PHONE}}',
  'User ID': '{{USER_ID}}',
}

/** Arithmetic of variables and numbers; in code also texts between quotes. */
function formulaOf(expression: string, to: Around, isCode: boolean): string | undefined {
  const bare = expression
    .trim()
    .replace(/^return\s+/, '')
    .replace(/;$/, '')
  const signs = bare.replace(/\{\{[^{}]+\}\}/g, 'x').replace(/"[^"\\]*"|'[^'\\]*'/g, isCode ? 'x' : '"')
  if (!/^[\sx\d.+\-*/%()]+$/.test(signs) || (!isCode && !/[+\-*/%]/.test(signs))) return undefined
  const formula = to.text(bare, 1000).replace(/\{\{([^{}]+)\}\}/g, '$1')
  return readFormula(formula).ok ? formula : undefined
}

const OPERATORS: Record<string, string> = {
  'Equal to': 'is',
  'Not equal': 'is-not',
  Contains: 'contains',
  'Does not contain': 'contains-not',
  'Greater than': 'greater',
  'Greater or equal to': 'at-least',
  'Less than': 'less',
  'Less or equal to': 'at-most',
  'Is set': 'is-set',
  'Is empty': 'is-empty',
  'Starts with': 'starts-with',
  'Ends with': 'ends-with',
  'Matches regex': 'matches',
}

function conditionOf(content: z.output<typeof Content> | null | undefined, to: Around): object | undefined {
  const rules = (content?.comparisons ?? []).flatMap(({ variableId, comparisonOperator, value }) => {
    const [name, operator] = [to.field(variableId), OPERATORS[comparisonOperator ?? '']]
    if (!name) return []
    if (!operator) {
      to.tell(`The comparison “${comparisonOperator ?? ''}” is left out.`)
      return []
    }
    if (operator === 'is-set' || operator === 'is-empty') return [{ name, operator }]
    const pattern = (value ?? '').replace(/^\/([\s\S]*)\/[a-z]*$/, '$1')
    return [{ name, operator, value: to.text(operator === 'matches' ? pattern : (value ?? ''), 1000) }]
  })
  if (rules.length === 0) {
    to.tell('A condition without comparisons is left out.')
    return undefined
  }
  if (rules.length > 50) to.tell('Only the first 50 comparisons of a condition are kept.')
  return { match: content?.logicalOperator === 'OR' ? 'any' : 'all', rules: rules.slice(0, 50) }
}

function jumpTo(place: string | undefined, to: Around): Made[] {
  return place === undefined ? leftOut(to, 'A jump to nowhere is left out.') : [{ block: 'jump', to: place }]
}

function durationOf(seconds: number): object {
  const whole = Math.min(Math.round(seconds), 10_000 * 86_400)
  if (whole <= 10_000) return { amount: whole, unit: 'seconds' }
  const minutes = Math.round(whole / 60)
  return minutes <= 10_000 ? { amount: minutes, unit: 'minutes' } : { amount: Math.round(whole / 3600), unit: 'hours' }
}

function leftOut(to: Around, message: string): Made[] {
  to.tell(message)
  return []
}
