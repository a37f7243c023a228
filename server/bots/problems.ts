/** What is wrong with a flow: what the engine finds, and what only the server can know (flows, connections, members that are there or not). */
import { blockOf } from '../../engine/blocks/blocks.ts'
import { check, type Problem } from '../../engine/checks/check.ts'
import { checkCalls, type Flows, waitingFlows } from '../../engine/checks/check-calls.ts'
import type { Flow } from '../../engine/flow.ts'
import { membersIn, secretsIn, usesCode, usesIntegration } from '../../engine/pack/references.ts'
import { Refusal } from '../errors.ts'
import type { Surroundings } from './flow-surroundings.ts'

/** `flowId` is the flow itself, `published` the bot's flows as they run now: with them, calls are followed into other flows. */
type Around = Surroundings & { flowId: string; published: Flows }

export function problemsOf(flow: Flow, around: Around): Problem[] {
  const found = Object.entries(flow.steps).flatMap(([stepId, step]) =>
    [
      ...flowFaults(blockOf(step).flows(step), around),
      ...connectionFaults(step, around),
      ...memberFaults(step, around),
    ].map((fault) => ({ stepId, ...fault })),
  )
  const flows = new Map(around.published).set(around.flowId, flow)
  const isMain = around.flows.some(({ id, isMain }) => id === around.flowId && isMain)
  const { problems } = check(flow, { isMain, waiting: waitingFlows(flows) })
  return [...problems, ...found, ...callProblems(flow, flows, around)]
}

/** Refuses with `flow-has-errors` and every error named. */
export function refuseErrors(flow: Flow, around: Around): void {
  const errors = problemsOf(flow, around).filter((problem) => problem.severity === 'error')
  if (errors.length === 0) return
  const name = around.flows.find(({ id }) => id === around.flowId)?.name ?? ''
  throw new Refusal(
    'flow-has-errors',
    `The flow “${name}” has ${errors.length === 1 ? 'an error' : `${errors.length} errors`}.`,
    {
      faults: errors.map(({ stepId, code, message }) => ({ pointer: `/steps/${stepId}`, code, message })),
      extra: { problems: errors },
    },
  )
}

type Fault = Omit<Problem, 'stepId'>

/** What would go wrong between the flows. What it means for another flow is told at the start of this one. */
function callProblems(flow: Flow, flows: Flows, around: Around): Problem[] {
  return checkCalls(flows)
    .filter(({ code }) => code !== 'missing-flow')
    .map(({ flowId, ...problem }) => {
      if (flowId === around.flowId) return problem
      const name = around.flows.find(({ id }) => id === flowId)?.name ?? ''
      return { ...problem, stepId: flow.start, message: `In the flow “${name}”: ${problem.message}` }
    })
}

function flowFaults(called: string[], { flows, flowId }: Around): Fault[] {
  return [...new Set(called)]
    .filter((id) => id !== '' && id !== flowId)
    .flatMap((id): Fault[] => {
      const flow = flows.find((each) => each.id === id)
      if (!flow) return [error('unknown-flow', 'The flow that is called here does not exist any more.', 'flow')]
      if (flow.isPublished) return []
      return [warning('unpublished-flow', `“${flow.name}” was never published; it is published along.`, 'flow')]
    })
}

function connectionFaults(step: object, around: Around): Fault[] {
  const integration = usesIntegration(step)
  const faults: Fault[] = []
  if (usesCode(step) && !around.isCodeAllowed)
    faults.push(error('code-is-off', 'Code steps are switched off in this workspace. An owner can allow them.'))
  if (integration !== undefined && integration !== '' && !around.integrations.includes(integration))
    faults.push(warning('not-connected', `No account of ${integration} is connected.`, 'integration'))
  for (const name of secretsIn(step).filter((each) => !around.secrets.includes(each)))
    faults.push(warning('unknown-secret', `There is no secret named ${name}.`))
  return faults
}

function memberFaults(step: object, { members }: Around): Fault[] {
  const isGone = membersIn(step).some((id) => !members.includes(id))
  return isGone ? [warning('unknown-member', 'A member who is named here is no longer in the workspace.', 'to')] : []
}

function error(code: string, message: string, part?: string): Fault {
  return { severity: 'error', code, message, ...(part && { part }) }
}

function warning(code: string, message: string, part?: string): Fault {
  return { severity: 'warning', code, message, ...(part && { part }) }
}
