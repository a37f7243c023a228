/** What is dear to make ready, and how much of it a flow may have, so that no flow holds up those who read it (attack 101). */
import type { Step } from './blocks/blocks.ts'
import { type Condition, rulesOf } from './conditions/condition.ts'
import type { Entry } from './entry.ts'

export const PATTERNS_LIMIT = 300
export const FORMULAS_LIMIT = 100_000

interface Parts {
  steps: Readonly<Record<string, Step>>
  entries?: readonly Entry[] | undefined
}

/** In questions, conditions and the ways into the flow. */
export function countPatterns({ steps, entries = [] }: Parts): number {
  return sum([...Object.values(steps).map(patternsOfStep), ...entries.map(patternsOfEntry)])
}

export function formulaCharacters({ steps }: Parts): number {
  return sum(Object.values(steps).map((step) => (step.block === 'compute' ? step.formula.length : 0)))
}

function patternsOfStep(step: Step): number {
  if (step.block === 'ask') return step.pattern ? 1 : 0
  return step.block === 'decide' ? patternsOf(step.when) : 0
}

function patternsOfEntry(entry: Entry): number {
  if (entry.kind === 'keyword') return entry.match === 'pattern' ? entry.words.length : 0
  return entry.kind === 'schedule' && entry.who ? patternsOf(entry.who) : 0
}

function patternsOf(condition: Condition): number {
  return rulesOf(condition).filter(({ operator }) => operator === 'matches').length
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
