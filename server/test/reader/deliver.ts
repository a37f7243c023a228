/** The work of a model's worker on what goes out, as `sending.ts` does it: claim, send, and write down that it went out. */
import { type Reach, rest } from './house.ts'
import type { Row } from './table.ts'

const PUT_OFF_MS = 500
const RETRY_MS = 250

export function deliverIn(worker: Reach): (workspaceId: string, heads: Row[]) => Promise<void> {
  const { house } = worker
  const { table } = house

  async function deliver(_: string, heads: Row[]): Promise<void> {
    const keys = [...Map.groupBy(heads, ({ key }) => key).values()]
    const failed = (await Promise.allSettled(keys.map(sendInOrder))).find(({ status }) => status === 'rejected')
    if (failed) throw new Error('sending of one key failed')
  }

  async function sendInOrder(ofOneKey: Row[]): Promise<void> {
    for (const row of house.broken === 'against the order' ? ofOneKey.toReversed() : ofOneKey) {
      const isDone = row.started !== null && house.inDoubt === 'hold' ? await hold(row) : await send(row)
      if (!isDone && house.broken !== 'on behind a failed row') return
    }
  }

  /** Whether it is done, and the next may follow. */
  async function send(row: Row): Promise<boolean> {
    const claimed = await claim(row)
    if (!claimed) return false
    const answer = await ask(row)
    if (answer === 'taken') return finish(claimed)
    if (answer === 'lost') house.doubted.add(row.id)
    if (answer === 'lost' && house.inDoubt === 'hold') return hold(claimed)
    await putBack(claimed)
    return false
  }

  /** Only what is as it was found, and due: who comes late with an old head must not take what was put off meanwhile. */
  function claim(row: Row): Promise<Row | undefined> {
    const isMine = ({ dueAt, ...now }: Row) =>
      asFound(row)(now) && (dueAt <= Date.now() || house.broken === 'claimed before it is due')
    return worker.reach(() => {
      house.claims += 1
      const started = { started: house.claims, isHeld: false }
      if (house.broken === 'claimed without comparing')
        return table.change(row, () => true, started) ?? { ...row, ...started }
      const claimed = table.change(row, isMine, started)
      if (claimed && row.started !== null) house.doubted.add(row.id)
      return claimed
    })
  }

  /** The provider takes it, refuses it, or nobody hears whether it did. */
  async function ask({ id, attempts, failures }: Row): Promise<'taken' | 'refused' | 'lost'> {
    await worker.passes(30)
    if (attempts < failures || house.happens('refusedSend')) return 'refused'
    const isLost = house.happens('lostAnswer')
    if (!isLost || house.chance() < 0.5) house.takesEffect(id)
    await worker.passes(30)
    return isLost ? 'lost' : 'taken'
  }

  /** Where it cannot be written down the writing alone is tried again. */
  async function finish(claimed: Row): Promise<true> {
    for (;;) {
      try {
        await worker.reach(
          () => table.change(claimed, asFound(claimed), {}) && table.take(claimed.workspaceId, [claimed.id]),
        )
        return true
      } catch {
        if (house.broken === 'sent again where it could not be written down') await putBack(claimed)
        await rest(RETRY_MS)
      }
    }
  }

  async function putBack(row: Row): Promise<void> {
    const later = { started: null, isHeld: true, dueAt: Date.now() + PUT_OFF_MS, attempts: row.attempts + 1 }
    await worker.reach(() => table.change(row, asFound(row), later))
  }

  function hold(row: Row): Promise<boolean> {
    return worker.reach(() => {
      const isHeld = table.change(row, asFound(row), { isAside: true, started: null }) !== undefined
      if (isHeld) house.held.add(row.id)
      if (isHeld) house.doubted.add(row.id)
      return isHeld
    })
  }

  return deliver
}

function asFound(found: Row): (row: Pick<Row, 'started' | 'isAside'>) => boolean {
  return ({ started, isAside }) => started === found.started && !isAside
}
