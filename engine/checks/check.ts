/** Finds what is wrong with a flow before anyone meets it: no error means that running it never fails. */
import type { Fault } from '../block.ts'
import { blockOf, type Step } from '../blocks/blocks.ts'
import type { Flow } from '../flow.ts'
import { STEP_BUDGET } from '../step.ts'
import { isUnknownValue } from '../values/system-values.ts'
import { readMarkers } from '../values/variables.ts'
import { checkEntries } from './check-entries.ts'
import { findLoops, findReachable, type Graph, measureRuns } from './graph.ts'

export interface Problem extends Fault {
  /** the step it is about; the start of the flow where it is about the flow as a whole */
  stepId: string
}

export interface CheckOptions {
  /** the bot's main flow may have a welcome and a default reply; true unless told otherwise */
  isMain?: boolean
  /** fields that are described or filled elsewhere: `name` and `bot.name`; without them no field is said to be unknown */
  known?: ReadonlySet<string>
  /** flows that never return in the turn in which they are called, by their ids: see `check-calls.ts` */
  waiting?: ReadonlySet<string>
}

export function check(flow: Flow, options: CheckOptions = {}): { problems: Problem[] } {
  const steps = new Map(Object.entries(flow.steps).map(([id, step]) => [id, lookAt(step, options)]))
  const ofSteps = checkSteps(steps, namesKnown(steps, options))
  const ofEntries = checkEntries(flow, options.isMain ?? true)
  if (!steps.has(flow.start)) return { problems: [missingStart(flow.start), ...ofEntries, ...ofSteps] }
  return { problems: [...ofEntries, ...ofSteps, ...checkPaths(flow, steps)] }
}

/** The flows that a flow calls, jumps into or uses as tools, each once. */
export function flowsCalledBy(flow: Flow): string[] {
  return [...new Set(Object.values(flow.steps).flatMap((step) => blockOf(step).flows(step)))]
}

/** A step with what is asked of it again and again. */
interface Looked {
  step: Step
  edges: ReturnType<ReturnType<typeof blockOf>['edges']>
  /** whether a turn always stops here */
  waits: boolean
  /** whether it stops for an answer from outside, which comes without the person */
  calls: boolean
}

type Steps = ReadonlyMap<string, Looked>

function lookAt(step: Step, { waiting }: CheckOptions): Looked {
  const block = blockOf(step)
  const waits = typeof block.waits === 'function' ? block.waits(step) : block.waits
  const isAway = step.block === 'call-flow' && (waiting?.has(step.flow) ?? false)
  return {
    step,
    edges: block.edges(step),
    waits: waits || isAway,
    calls: block.category === 'reach',
  }
}

function namesKnown(steps: Steps, { known }: CheckOptions): ReadonlySet<string> | undefined {
  if (!known) return undefined
  const names = new Set(known)
  for (const { step } of steps.values()) for (const field of blockOf(step).fields(step)) names.add(field)
  return names
}

function checkSteps(steps: Steps, known: ReadonlySet<string> | undefined): Problem[] {
  return [...steps].flatMap(([stepId, { step, edges }]) => {
    const block = blockOf(step)
    const faults = [...block.check(step), ...danglingEdges(edges, steps), ...checkTexts(block.texts(step), known)]
    return faults.map((fault) => ({ stepId, ...fault }))
  })
}

function missingStart(start: string): Problem {
  const message = `The flow starts at “${start}”, which does not exist.`
  return { stepId: start, severity: 'error', code: 'missing-start', message }
}

function danglingEdges(edges: Looked['edges'], steps: Steps): Fault[] {
  const dangling = edges.filter((edge) => edge.to !== undefined && !steps.has(edge.to))
  return dangling.map((edge) => ({
    severity: 'error',
    code: 'dangling-edge',
    message: `“${edge.label}” goes to “${edge.to}”, which does not exist.`,
  }))
}

function checkTexts(texts: string[], known: ReadonlySet<string> | undefined): Fault[] {
  return texts
    .filter((text) => text.includes('{{'))
    .flatMap((text) => {
      const { names, unreadable } = readMarkers(text)
      return [
        ...unreadable.map((marker) => warning('unreadable-marker', `This is shown as it is written: ${marker}`)),
        ...names.filter(isUnknownValue).map((name) => warning('unknown-value', `There is no value named ${name}.`)),
        ...(known ? names.filter((name) => isUnknownField(name, known)) : []).map((name) =>
          warning('unknown-field', `No step fills the field ${name}, and nobody has described it.`),
        ),
      ]
    })
}

/** A field of the bot user or of the bot that nothing fills; inputs and events are known only when they come. */
function isUnknownField(name: string, known: ReadonlySet<string>): boolean {
  if (/^[A-Z]/.test(name)) return false
  const [first = '', second = ''] = name.split('.')
  if (first === 'input' || first === 'event') return false
  if (first === 'bot' && second !== '') return !known.has(`bot.${second}`)
  return !known.has(first === 'user' && second !== '' ? second : first)
}

function warning(code: string, message: string): Fault {
  return { severity: 'warning', code, message }
}

function checkPaths(flow: Flow, steps: Steps): Problem[] {
  const entered = (flow.entries ?? []).flatMap(({ to }) => (to !== undefined && steps.has(to) ? [to] : []))
  const reachable = findReachable([flow.start, ...entered], allEdges(steps))
  const turns = edgesWhere(steps, ({ waits }) => !waits)
  const alone = edgesWhere(steps, ({ waits, calls }) => !waits || calls)
  const loops = findLoops(turns)
  const runs = [...measureRuns(turns)].filter(([, length]) => length === STEP_BUDGET + 1)
  return [
    ...[...steps.keys()].filter((id) => !reachable.has(id)).map(unreachable),
    ...loops.map(loop),
    ...endlessCalls(alone, new Set(loops)).map(loopOfCalls),
    ...runs.map(([id]) => longRun(id)),
  ]
}

/** Steps on circles that go round without the person, apart from those of circles that end no turn. */
function endlessCalls(alone: Graph, loops: ReadonlySet<string>): string[] {
  return findLoops(alone).filter((id) => !loops.has(id))
}

function allEdges(steps: Steps): Graph {
  return new Map([...steps].map(([id, looked]) => [id, existingTargets(looked, steps)]))
}

/**
 * The ways out of the steps that are gone through without stopping. Of all steps: a button that somebody was shown by an
 * older version may lead to one that nothing leads to any more.
 */
function edgesWhere(steps: Steps, goesOn: (looked: Looked) => boolean): Graph {
  return new Map([...steps].map(([id, looked]) => [id, goesOn(looked) ? existingTargets(looked, steps) : []]))
}

function existingTargets({ edges }: Looked, steps: Steps): string[] {
  const targets = edges.flatMap((edge) => (edge.to !== undefined && steps.has(edge.to) ? [edge.to] : []))
  return targets.length < 2 ? targets : [...new Set(targets)]
}

function unreachable(stepId: string): Problem {
  return { stepId, severity: 'warning', code: 'unreachable', message: 'No way leads to this step.' }
}

function loop(stepId: string): Problem {
  const message = 'The flow goes in a circle here without asking anything. Put a question into the circle.'
  return { stepId, severity: 'error', code: 'endless-loop', message }
}

function loopOfCalls(stepId: string): Problem {
  const message =
    'The flow goes in a circle here from one call to the next, without the person. It is stopped in the end.'
  return { stepId, severity: 'warning', code: 'endless-calls', message }
}

function longRun(stepId: string): Problem {
  const message = `More than ${STEP_BUDGET} steps follow one another up to here without a question.`
  return { stepId, severity: 'error', code: 'too-many-steps', message }
}
