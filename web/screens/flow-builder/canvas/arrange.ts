/** Lays steps out from left to right in the order of the flow; the work is done beside the page. */
import type { ElkNode } from 'elkjs/lib/elk-api.js'
import { blockOf } from '../../../../engine/blocks/blocks.ts'
import type { Flow } from '../../../../engine/flow.ts'
import type { Spot } from '../edits/flow-edits.ts'
import { targetsOf } from '../edits/flow-order.ts'
import { sizeOf } from './node-size.ts'

export const ENTRY_WIDTH = 176
export const ENTRY_HEIGHT = 40

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.layered.spacing.nodeNodeBetweenLayers': '80',
  'elk.spacing.nodeNode': '32',
  'elk.spacing.componentComponent': '56',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.considerModelOrder.components': 'MODEL_ORDER',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
}

/** Where these steps lie best, or all with the entries; what is laid out in part stays around where it was. */
export async function arranged(flow: Flow, ids?: readonly string[]): Promise<Record<string, Spot>> {
  const only = ids?.filter((id) => flow.steps[id])
  const chosen = only && only.length > 1 ? new Set(only) : undefined
  const nodes = nodesOf(flow, chosen)
  if (nodes.length === 0) return {}
  const elk = await worker()
  const graph = await elk.layout({ id: 'flow', layoutOptions: OPTIONS, children: nodes, edges: edgesOf(flow, chosen) })
  const spots = (graph.children ?? []).map(({ id, x = 0, y = 0 }): [string, Spot] => [id, { x: round(x), y: round(y) }])
  return Object.fromEntries(chosen ? around(flow, spots) : fromStart(flow, spots))
}

let loading: Promise<Elk> | undefined
type Elk = { layout: (graph: ElkNode) => Promise<ElkNode> }

function worker(): Promise<Elk> {
  loading ??= load()
  return loading
}

async function load(): Promise<Elk> {
  const [
    {
      default: { default: Elk },
    },
    { default: url },
  ] = await Promise.all([import('elkjs/lib/elk-api.js'), import('elkjs/lib/elk-worker.min.js?url')])
  return new Elk({ workerFactory: () => new Worker(url) })
}

function nodesOf(flow: Flow, chosen: ReadonlySet<string> | undefined): ElkNode[] {
  const entries = chosen ? [] : ['', ...(flow.entries ?? []).map(({ id }) => id)]
  const first = entries.map((id) => ({ id: `entry:${id}`, width: ENTRY_WIDTH, height: ENTRY_HEIGHT }))
  const steps = onward(flow).filter((id) => !chosen || chosen.has(id))
  return [
    ...first,
    ...steps.flatMap((id) => {
      const step = flow.steps[id]
      return step ? [{ id, width: sizeOf(step).width, height: sizeOf(step).height, ...portsOf(id, flow) }] : []
    }),
  ]
}

/** The steps so that a way leads back to an earlier one only where the chat goes round in a circle. */
function onward(flow: Flow): string[] {
  const done = new Set<string>()
  const order: string[] = []
  for (const first of [flow.start, ...(flow.entries ?? []).flatMap(({ to }) => to ?? []), ...Object.keys(flow.steps)]) {
    const open = [{ id: first, isLeft: false }]
    for (let next = open.pop(); next; next = open.pop()) {
      const { id, isLeft } = next
      const step = flow.steps[id]
      if (isLeft) order.unshift(id)
      if (isLeft || !step || done.has(id)) continue
      done.add(id)
      open.push(
        { id, isLeft: true },
        ...targetsOf(step)
          .toReversed()
          .map((to) => ({ id: to, isLeft: false })),
      )
    }
  }
  return order
}

/** Ways out leave a step from top to bottom in their order, so that they do not cross. */
function portsOf(id: string, flow: Flow): Partial<ElkNode> {
  const step = flow.steps[id]
  if (!step) return {}
  const { width, ways } = sizeOf(step)
  const out = ways.map(({ handle, y }) => ({ id: `${id}/${handle}`, x: width, y, width: 0, height: 0 }))
  return {
    ports: [{ id: `${id}/in`, x: 0, y: 20, width: 0, height: 0 }, ...out],
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
  }
}

function edgesOf(flow: Flow, chosen: ReadonlySet<string> | undefined) {
  const isIn = (id: string) => (chosen ? chosen.has(id) : Object.hasOwn(flow.steps, id))
  const inside = Object.entries(flow.steps).flatMap(([id, step]) =>
    blockOf(step)
      .edges(step)
      .flatMap(({ handle, to }) =>
        to !== undefined && isIn(id) && isIn(to)
          ? [{ id: `${id}/${handle}>`, sources: [`${id}/${handle}`], targets: [`${to}/in`] }]
          : [],
      ),
  )
  if (chosen) return inside
  const doors = [{ id: '', to: flow.start }, ...(flow.entries ?? [])]
  const entries = doors.flatMap(({ id, to = flow.start }) =>
    isIn(to) ? [{ id: `entry:${id}>`, sources: [`entry:${id}`], targets: [`${to}/in`] }] : [],
  )
  return [...entries, ...inside]
}

/** The start stays where it was. */
function fromStart(flow: Flow, spots: Array<[string, Spot]>): Array<[string, Spot]> {
  const old = flow.layout?.[flow.start]
  const now = spots.find(([id]) => id === flow.start)?.[1]
  return old && now ? moved(spots, { x: old.x - now.x, y: old.y - now.y }) : spots
}

/** A part that is laid out keeps its upper left corner. */
function around(flow: Flow, spots: Array<[string, Spot]>): Array<[string, Spot]> {
  const old = spots.flatMap(([id]) => flow.layout?.[id] ?? [])
  if (old.length === 0) return spots
  const corner = (list: Spot[]) => ({ x: Math.min(...list.map(({ x }) => x)), y: Math.min(...list.map(({ y }) => y)) })
  const [from, to] = [corner(spots.map(([, spot]) => spot)), corner(old)]
  return moved(spots, { x: to.x - from.x, y: to.y - from.y })
}

function moved(spots: Array<[string, Spot]>, by: Spot): Array<[string, Spot]> {
  return spots.map(([id, { x, y }]) => [id, { x: round(x + by.x), y: round(y + by.y) }])
}

function round(value: number): number {
  return Math.round(value / 4) * 4
}
