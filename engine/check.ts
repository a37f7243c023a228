/** Finds what is wrong with a flow before anyone meets it: no error means that running it never fails. */
import type { Fault } from './block.ts'
import { blockOf, type Step } from './blocks/blocks.ts'
import type { Flow } from './flow.ts'
import { findLoops, findReachable, type Graph, measureRuns } from './graph.ts'
import { STEP_BUDGET } from './step.ts'
import { isUnknownValue } from './system-values.ts'
import { readMarkers } from './variables.ts'

export interface Problem extends Fault {
  stepId: string
}

export function check(flow: Flow): { problems: Problem[] } {
  const steps = new Map(Object.entries(flow.steps))
  if (!steps.has(flow.start)) return { problems: [missingStart(flow.start), ...checkSteps(steps)] }
  return { problems: [...checkSteps(steps), ...checkPaths(flow.start, steps)] }
}

function checkSteps(steps: Map<string, Step>): Problem[] {
  return [...steps].flatMap(([stepId, step]) => {
    const block = blockOf(step)
    const faults = [...block.check(step), ...danglingEdges(step, steps), ...checkTexts(block.texts(step))]
    return faults.map((fault) => ({ stepId, ...fault }))
  })
}

function missingStart(start: string): Problem {
  const message = `The flow starts at “${start}”, which does not exist.`
  return { stepId: start, severity: 'error', code: 'missing-start', message }
}

function danglingEdges(step: Step, steps: Map<string, Step>): Fault[] {
  const dangling = blockOf(step)
    .edges(step)
    .filter((edge) => edge.to !== undefined && !steps.has(edge.to))
  return dangling.map((edge) => ({
    severity: 'error',
    code: 'dangling-edge',
    message: `“${edge.label}” goes to “${edge.to}”, which does not exist.`,
  }))
}

function checkTexts(texts: string[]): Fault[] {
  return texts
    .filter((text) => text.includes('{{'))
    .flatMap((text) => {
      const { names, unreadable } = readMarkers(text)
      return [
        ...unreadable.map((marker) => warning('unreadable-marker', `This is shown as it is written: ${marker}`)),
        ...names.filter(isUnknownValue).map((name) => warning('unknown-value', `There is no value named ${name}.`)),
      ]
    })
}

function warning(code: string, message: string): Fault {
  return { severity: 'warning', code, message }
}

function checkPaths(start: string, steps: Map<string, Step>): Problem[] {
  const reachable = findReachable(start, allEdges(steps))
  const turns = turnEdges(steps, reachable)
  return [
    ...[...steps.keys()].filter((id) => !reachable.has(id)).map(unreachable),
    ...findLoops(turns).map(loop),
    ...[...measureRuns(turns)].filter(([, length]) => length === STEP_BUDGET + 1).map(([id]) => longRun(id)),
  ]
}

function allEdges(steps: Map<string, Step>): Graph {
  return new Map([...steps].map(([id, step]) => [id, existingTargets(step, steps)]))
}

/** Only the ways a single turn can go: it stops at a question. */
function turnEdges(steps: Map<string, Step>, reachable: Set<string>): Graph {
  const kept = [...steps].filter(([id]) => reachable.has(id))
  return new Map(kept.map(([id, step]) => [id, blockOf(step).waits ? [] : existingTargets(step, steps)]))
}

function existingTargets(step: Step, steps: Map<string, Step>): string[] {
  const targets = blockOf(step)
    .edges(step)
    .flatMap((edge) => (edge.to !== undefined && steps.has(edge.to) ? [edge.to] : []))
  return [...new Set(targets)]
}

function unreachable(stepId: string): Problem {
  return { stepId, severity: 'warning', code: 'unreachable', message: 'No way leads to this step.' }
}

function loop(stepId: string): Problem {
  const message = 'The flow goes in a circle here without asking anything. Put a question into the circle.'
  return { stepId, severity: 'error', code: 'endless-loop', message }
}

function longRun(stepId: string): Problem {
  const message = `More than ${STEP_BUDGET} steps follow one another up to here without a question.`
  return { stepId, severity: 'error', code: 'too-many-steps', message }
}
