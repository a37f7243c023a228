/** Finds what is wrong with the ways into a flow. */
import type { Fault } from '../block.ts'
import { rulesOf } from '../conditions/condition.ts'
import { safePattern } from '../conditions/pattern.ts'
import type { Entry } from '../entry.ts'
import type { Flow } from '../flow.ts'
import { fold } from '../values/compare.ts'

type Problem = Fault & { stepId: string }

export function checkEntries({ entries = [], steps, start }: Flow, isMain: boolean): Problem[] {
  const about = (entry: Entry) => entry.to ?? start
  return [
    ...entries.filter(({ to }) => to !== undefined && !Object.hasOwn(steps, to)).map((entry) => dangling(entry, start)),
    ...entries.filter(hasBadPattern).map((entry) => badPattern(about(entry))),
    ...(isMain ? [] : entries.filter(isOfMain).map((entry) => onlyInMain(about(entry)))),
    ...onlyOnce(entries, start),
    ...sameWords(entries, start),
  ]
}

function isOfMain({ kind }: Entry): boolean {
  return kind === 'welcome' || kind === 'default-reply'
}

function hasBadPattern(entry: Entry): boolean {
  if (entry.kind === 'keyword')
    return entry.match === 'pattern' && entry.words.some((word) => safePattern(word) === undefined)
  if (entry.kind !== 'schedule' || !entry.who) return false
  return rulesOf(entry.who).some(
    (rule) => rule.operator === 'matches' && !rule.value.includes('{{') && safePattern(rule.value) === undefined,
  )
}

function dangling({ to = '' }: Entry, stepId: string): Problem {
  const message = `A way into the flow goes to “${to}”, which does not exist.`
  return { stepId, severity: 'error', code: 'dangling-entry', message }
}

function badPattern(stepId: string): Problem {
  const message = 'The pattern of a way into the flow is not a regular expression.'
  return { stepId, severity: 'error', code: 'bad-pattern', message }
}

function onlyInMain(stepId: string): Problem {
  const message = 'Only the main flow of a bot has a welcome and a default reply.'
  return { stepId, severity: 'error', code: 'only-in-main', message }
}

/** A second welcome or default reply would never be taken; two entries of one id could not be told apart. */
function onlyOnce(entries: readonly Entry[], start: string): Problem[] {
  const ids = new Set<string>()
  const kinds = new Set<string>()
  return entries.flatMap((entry): Problem[] => {
    const stepId = entry.to ?? start
    const problems: Problem[] = []
    if (ids.has(entry.id))
      problems.push({
        stepId,
        severity: 'error',
        code: 'same-entry-id',
        message: 'Two ways into the flow have the same id.',
      })
    if (isOfMain(entry) && kinds.has(entry.kind))
      problems.push({
        stepId,
        severity: 'warning',
        code: 'same-entry',
        message: 'An earlier way into the flow is the same, so this one is never taken.',
      })
    ids.add(entry.id)
    kinds.add(entry.kind)
    return problems
  })
}

/** The first of two entries with the same word is taken. */
function sameWords(entries: readonly Entry[], start: string): Problem[] {
  const taken = new Set<string>()
  return entries.flatMap((entry): Problem[] => {
    const words = wordsOf(entry)
    const isTaken = words.some((word) => taken.has(word))
    for (const word of words) taken.add(word)
    if (!isTaken) return []
    const message = 'An earlier way into the flow has the same word, so this one may never be taken.'
    return [{ stepId: entry.to ?? start, severity: 'warning', code: 'same-word', message }]
  })
}

function wordsOf(entry: Entry): string[] {
  if (entry.kind === 'ref') return [`ref ${entry.ref}`]
  if (entry.kind !== 'keyword') return []
  return [...new Set(entry.words.map((word) => `${entry.match} ${entry.match === 'pattern' ? word : fold(word)}`))]
}
