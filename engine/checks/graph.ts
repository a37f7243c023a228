/** Walks over the steps of a flow: what can be reached, what goes in circles, how long a run is. */

/** Each step with the steps it leads to, every one of them a key too. */
export type Graph = ReadonlyMap<string, readonly string[]>

export function findReachable(starts: readonly string[], graph: Graph): Set<string> {
  const seen = new Set(starts)
  // a set iterates over what is added meanwhile
  for (const id of seen) for (const next of graph.get(id) ?? []) seen.add(next)
  return seen
}

/** Every step that is on a circle, or on a way from one circle to another. */
export function findLoops(graph: Graph): string[] {
  const afterLoops = without(graph, sort(graph))
  const onLoops = without(afterLoops, sort(reverse(afterLoops)))
  return [...onLoops.keys()]
}

/** How many steps the longest run up to and with each step has; steps on or behind a circle are left out. */
export function measureRuns(graph: Graph): Map<string, number> {
  const sorted = sort(graph)
  const lengths = new Map(sorted.map((id) => [id, 1]))
  for (const id of sorted) {
    const length = (lengths.get(id) ?? 1) + 1
    for (const next of graph.get(id) ?? []) if (length > (lengths.get(next) ?? length)) lengths.set(next, length)
  }
  return lengths
}

/** Topological order; what is on or behind a circle is missing from it. */
function sort(graph: Graph): string[] {
  const waysIn = new Map([...graph.keys()].map((id) => [id, 0]))
  for (const targets of graph.values()) for (const to of targets) waysIn.set(to, (waysIn.get(to) ?? 0) + 1)

  const sorted = [...graph.keys()].filter((id) => waysIn.get(id) === 0)
  for (const id of sorted) {
    for (const to of graph.get(id) ?? []) {
      const left = (waysIn.get(to) ?? 0) - 1
      waysIn.set(to, left)
      if (left === 0) sorted.push(to)
    }
  }
  return sorted
}

function reverse(graph: Graph): Graph {
  const reversed = new Map([...graph.keys()].map((id): [string, string[]] => [id, []]))
  for (const [id, targets] of graph) for (const to of targets) reversed.get(to)?.push(id)
  return reversed
}

function without(graph: Graph, ids: string[]): Graph {
  const gone = new Set(ids)
  const kept = [...graph].filter(([id]) => !gone.has(id))
  return new Map(kept.map(([id, targets]) => [id, targets.filter((to) => !gone.has(to))]))
}
