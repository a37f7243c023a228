/** The order in which the steps of a flow are shown: as one walks through them, then those that no way leads to. */
import { blockOf, type Step } from '../../../engine/blocks/blocks.ts'
import type { Flow } from '../../../engine/flow.ts'

export interface PlacedStep {
  id: string
  step: Step
  isReachable: boolean
}

/** The way straight on comes before the ways aside, so that a list reads like the chat. */
export function orderedSteps(flow: Flow): PlacedStep[] {
  const seen = new Set<string>()
  const waiting = [flow.start]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const step = flow.steps[id]
    if (!step || seen.has(id)) continue
    seen.add(id)
    waiting.push(...targetsOf(step).toReversed())
  }
  const others = Object.keys(flow.steps).filter((id) => !seen.has(id))
  return [...seen, ...others].flatMap((id) => {
    const step = flow.steps[id]
    return step ? [{ id, step, isReachable: seen.has(id) }] : []
  })
}

/** Where the step leads, straight on first. */
function targetsOf(step: Step): string[] {
  const edges = blockOf(step).edges(step)
  const straight = edges.filter((edge) => edge.handle === 'next')
  const aside = edges.filter((edge) => edge.handle !== 'next')
  return [...straight, ...aside].flatMap((edge) => (edge.to === undefined ? [] : [edge.to]))
}

/** "ask-name" → "Ask name" */
export function titleOf(stepId: string): string {
  const words = stepId.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** "Ask name" → "ask-name"; empty where nothing of it can be kept. */
export function idOf(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '')
}
