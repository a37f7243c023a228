/** The flows of a test: the one under edit as it stands, and the drafts of those it leads into. */
import { blockOf } from '../../../../engine/blocks/blocks.ts'
import { compile, type Flow, type RunnableFlow } from '../../../../engine/flow.ts'
import { type Library, libraryOf } from '../../../../engine/library.ts'

export interface TrialFlows {
  library: Library
  /** by version, for the trace */
  drafts: ReadonlyMap<string, { id: string; flow: Flow }>
}

/** `startAt` begins at that step, whatever the flow says. */
export function trialFlows(id: string, flow: Flow, others: ReadonlyMap<string, Flow>, startAt?: string): TrialFlows {
  const begun = startAt === undefined ? flow : startingAt(flow, startAt)
  const all: Array<[string, Flow]> = [[id, begun], ...[...others].filter(([other]) => other !== id)]
  const [main = ready(id, begun), ...rest] = all.map(([each, draft]) => ready(each, draft))
  return {
    library: libraryOf(main, rest),
    drafts: new Map(all.map(([each, draft]) => [versionOf(each), { id: each, flow: draft }])),
  }
}

/** The flows that this one leads into. */
export function flowsNamedIn(flow: Flow): string[] {
  return [...new Set(Object.values(flow.steps).flatMap((step) => blockOf(step).flows(step)))]
}

/** A draft is made ready once for as long as it stays as it is. */
function ready(id: string, flow: Flow): RunnableFlow {
  const known = compiled.get(flow)
  if (known?.id === id) return known
  const fresh = compile(flow, { id, version: versionOf(id) })
  compiled.set(flow, fresh)
  return fresh
}

const compiled = new WeakMap<Flow, RunnableFlow>()

function versionOf(id: string): string {
  return `draft:${id}`
}

function startingAt(flow: Flow, start: string): Flow {
  return { ...flow, start, entries: flow.entries?.filter(({ kind }) => kind !== 'welcome') ?? [] }
}
