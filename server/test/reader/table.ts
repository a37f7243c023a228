/** A table of waiting work in memory, in which a reader may see the past: rows that are gone appear again, and new ones do not appear yet. */
import { type Head, MOST_OF_A_LANE } from '../../conversations/look-ups.ts'

export interface Row extends Head {
  dueAt: number
  /** put off, and what comes after it waits */
  isHeld: boolean
  /** laid aside: nobody works on it, and what comes after it goes on */
  isAside: boolean
  /** the number of the claim under which it is being sent */
  started: number | null
  /** so many attempts fail, whoever makes them */
  failures: number
}

interface Version {
  at: number
  rows: ReadonlyMap<string, Row>
}

const REMEMBERED_MS = 300
const NO_ROWS: ReadonlyMap<string, Row> = new Map()

export class Table {
  readonly #versions = new Map<string, Version[]>()

  put(row: Row): void {
    this.#commit(row.workspaceId, (rows) => rows.set(row.id, row))
  }

  /** Takes these rows away; gives back those that were still there. */
  take(workspaceId: string, ids: string[]): Row[] {
    const rows = this.#rowsOf(workspaceId)
    const taken = ids.flatMap((id) => rows.get(id) ?? [])
    this.#commit(workspaceId, (left) => {
      for (const { id } of taken) left.delete(id)
    })
    return taken
  }

  /** Changes the row if it is still there, and as `isAsFound` says; gives it back as it is then. */
  change({ workspaceId, id }: Head, isAsFound: (row: Row) => boolean, changes: Partial<Row>): Row | undefined {
    const row = this.#rowsOf(workspaceId).get(id)
    if (!row || !isAsFound(row)) return undefined
    const changed = { ...row, ...changes }
    this.put(changed)
    return changed
  }

  /** What waits to be worked on, now. */
  waiting(): Row[] {
    return [...this.#versions.keys()].flatMap((id) => [...this.#rowsOf(id).values()].filter(({ isAside }) => !isAside))
  }

  /** The heads as `readHeads` gives them, of each workspace as it was `ago(…)` milliseconds ago. */
  heads(lanes: number[], busy: string[], ago: () => number): Row[] {
    const workspaces = [...this.#versions.keys()].filter((id) => !busy.includes(id))
    return workspaces.flatMap((id) => {
      const rows = [...this.#rowsOf(id, ago()).values()].filter(({ isAside }) => !isAside)
      const putOff = new Set(rows.filter(({ isHeld, dueAt }) => isHeld && dueAt > Date.now()).map(({ key }) => key))
      const next = rows.filter(({ key, dueAt }) => dueAt <= Date.now() && !putOff.has(key))
      const inOrder = next.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      return lanes.flatMap((lane) => inOrder.filter((row) => row.lane === lane).slice(0, MOST_OF_A_LANE))
    })
  }

  #rowsOf(workspaceId: string, ago = 0): ReadonlyMap<string, Row> {
    const versions = this.#versions.get(workspaceId) ?? []
    return versions.findLast(({ at }) => at <= Date.now() - ago)?.rows ?? NO_ROWS
  }

  #commit(workspaceId: string, change: (rows: Map<string, Row>) => void): void {
    const rows = new Map(this.#rowsOf(workspaceId))
    change(rows)
    const known = this.#versions.get(workspaceId) ?? []
    // The last of the forgotten ones is still what the past looked like.
    const first = known.findLastIndex(({ at }) => at <= Date.now() - REMEMBERED_MS)
    this.#versions.set(workspaceId, [...known.slice(Math.max(first, 0)), { at: Date.now(), rows }])
  }
}
