/** The work of a model's worker on what came in, as `advance.ts` does it: rows are taken and applied in one step, else each alone. */
import type { Reach } from './house.ts'
import type { Row } from './table.ts'

const PUT_OFF_MS = 500

export function advanceIn(worker: Reach): (workspaceId: string, heads: Row[]) => Promise<void> {
  const { house } = worker

  async function advance(_: string, heads: Row[]): Promise<void> {
    try {
      await takeTurns(heads)
    } catch {
      for (const ofOneKey of Map.groupBy(heads, ({ key }) => key).values()) await advanceAlone(ofOneKey)
    }
  }

  async function advanceAlone(ofOneKey: Row[]): Promise<void> {
    for (const head of ofOneKey) {
      try {
        await takeTurns([head])
      } catch {
        await putOff(head)
        if (house.broken !== 'on behind a failed row') return
      }
    }
  }

  function takeTurns(heads: Row[]): Promise<void> {
    return worker.reach(() => {
      if (heads.some(({ attempts, failures }) => attempts < failures)) throw new Error('it cannot be applied yet')
      const [first] = heads
      const taken = first ? house.table.take(first.workspaceId, idsOf(heads)) : []
      const ids = idsOf(house.broken === 'done without taking the row' ? heads : taken).toSorted()
      for (const id of house.broken === 'against the order' ? ids.toReversed() : ids) house.takesEffect(id)
    })
  }

  async function putOff(head: Row): Promise<void> {
    const dueAt = Date.now() + PUT_OFF_MS
    await worker.reach(() => house.table.change(head, () => true, { isHeld: true, dueAt, attempts: head.attempts + 1 }))
  }

  return advance
}

function idsOf(rows: Row[]): string[] {
  return rows.map(({ id }) => id)
}
