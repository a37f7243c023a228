/** Puts two drafts together that were made from the same one, so that nobody's work is lost. */
import type { Step } from '../../../engine/blocks/blocks.ts'
import type { Flow } from '../../../engine/flow.ts'

export interface Merged {
  flow: Flow
  /** steps that both changed: theirs stands in its place, mine beside it under a name of its own */
  doubled: string[]
}

/** Each step is taken from whoever changed it. */
export function mergeFlows(base: Flow, mine: Flow, theirs: Flow): Merged {
  const ids = new Set([...Object.keys(theirs.steps), ...Object.keys(mine.steps)])
  const steps: Record<string, Step> = {}
  const doubled: string[] = []
  for (const id of ids) {
    const [old, my, their] = [base.steps[id], mine.steps[id], theirs.steps[id]]
    if (isSame(my, their) || isSame(my, old)) keep(steps, id, their)
    else if (isSame(their, old)) keep(steps, id, my)
    else if (!their || !my) keep(steps, id, their ?? my)
    else {
      keep(steps, id, their)
      keep(steps, freeId([...ids, ...Object.keys(steps)], id), my)
      doubled.push(id)
    }
  }
  const start = mine.start === base.start ? theirs.start : mine.start
  return { flow: { start: steps[start] ? start : theirs.start, steps }, doubled }
}

/** By content: the server gives keys in an order of its own. */
export function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right))
}

function keep(steps: Record<string, Step>, id: string, step: Step | undefined): void {
  if (step) steps[id] = step
}

function freeId(taken: string[], id: string): string {
  const stem = `${id.slice(0, 34)}-mine`
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? stem : `${stem}-${number}`
    if (!taken.includes(free)) return free
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const parts = Object.entries(value).filter(([, part]) => part !== undefined)
  return Object.fromEntries(parts.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]))
}
