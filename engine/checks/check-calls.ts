/** Finds what is wrong between the flows of a bot: calls that lead nowhere, in circles, too deep, or on for too long. */
import type { Fault } from '../block.ts'
import { blockOf, type Step } from '../blocks/blocks.ts'
import type { Flow } from '../flow.ts'
import { DEPTH_LIMIT, STEP_BUDGET } from '../step.ts'
import { findLoops, findReachable, type Graph } from './graph.ts'
import { type Runs, readRuns } from './runs.ts'

export interface CallProblem extends Fault {
  flowId: string
  stepId: string
}

export type Flows = ReadonlyMap<string, Flow>

/** All flows as they will run, by their ids. None of these, and none of `check`, means that nothing fails structurally. */
export function checkCalls(flows: Flows): CallProblem[] {
  const links = linksIn(flows)
  const missing = links.filter(({ to }) => !flows.has(to)).map(missingFlow)
  const known = links.filter(({ to }) => flows.has(to))
  const graph = graphOf(flows, known)
  const circles = known.filter((link) => link.isCall && findReachable([link.to], graph).has(link.from)).map(circle)
  if (circles.length > 0) return [...missing, ...circles]
  return [...missing, ...tooDeep(flows, known), ...tooLong(flows)]
}

/** The flows that never come back in the turn in which they are called: for the circles that `check` looks for. */
export function waitingFlows(flows: Flows): Set<string> {
  const runs = readRuns(flows)
  return new Set([...flows.keys()].filter((id) => runs.get(id)?.through === undefined))
}

interface Link {
  from: string
  to: string
  stepId: string
  /** comes back; a jump does not */
  isCall: boolean
}

function linksIn(flows: Flows): Link[] {
  return [...flows].flatMap(([from, flow]) =>
    Object.entries(flow.steps).flatMap(([stepId, step]) =>
      blockOf(step)
        .flows(step)
        .map((to) => ({ from, to, stepId, isCall: isCall(step) })),
    ),
  )
}

function isCall(step: Step): boolean {
  return step.block !== 'jump'
}

function graphOf(flows: Flows, links: readonly Link[]): Graph {
  const graph = new Map([...flows.keys()].map((id): [string, string[]] => [id, []]))
  for (const { from, to } of links) graph.get(from)?.push(to)
  return graph
}

/** How many calls lie on the longest way to each flow; there are no circles of calls. */
function tooDeep(flows: Flows, links: readonly Link[]): CallProblem[] {
  const depths = new Map([...flows.keys()].map((id) => [id, 0]))
  const found: CallProblem[] = []
  for (let round = 0; round <= flows.size; round += 1)
    for (const link of links) {
      const depth = (depths.get(link.from) ?? 0) + (link.isCall ? 1 : 0)
      if (depth <= (depths.get(link.to) ?? 0)) continue
      depths.set(link.to, depth)
      if (depth === DEPTH_LIMIT + 1)
        found.push(problem(link, 'too-deep', `More than ${DEPTH_LIMIT} flows call one another up to here.`))
    }
  return found
}

function tooLong(flows: Flows): CallProblem[] {
  const runs = readRuns(flows)
  const jumping = findLoops(jumpsAtOnce(runs)).map((flowId) => ({
    flowId,
    stepId: flows.get(flowId)?.start ?? '',
    severity: 'error' as const,
    code: 'endless-loop',
    message: 'This flow and others go into one another in a circle without asking anything.',
  }))
  if (jumping.length > 0) return jumping
  return [...runs].flatMap(([flowId, { longest }]) =>
    longest.length <= STEP_BUDGET
      ? []
      : [
          {
            flowId,
            stepId: longest.stepId,
            severity: 'error' as const,
            code: 'too-many-steps',
            message: `With the flows it goes through, more than ${STEP_BUDGET} steps follow one another here without a question.`,
          },
        ],
  )
}

function jumpsAtOnce(runs: ReadonlyMap<string, Runs>): Graph {
  return new Map([...runs].map(([id, { into }]) => [id, [...into].filter((to) => runs.has(to))]))
}

function missingFlow(link: Link): CallProblem {
  return problem(link, 'missing-flow', 'This goes into a flow that does not exist or is not published.')
}

function circle(link: Link): CallProblem {
  return problem(link, 'endless-flows', 'This flow is called again by the flow it calls, so they never come to an end.')
}

function problem({ from, stepId }: Link, code: string, message: string): CallProblem {
  return { flowId: from, stepId, severity: 'error', code, message }
}
