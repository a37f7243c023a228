/** The steps as an outline: straight on below one another, ways aside one step further in, each step once. */
import { blockOf } from '../../../../engine/blocks/blocks.ts'
import type { Flow } from '../../../../engine/flow.ts'

export type OutlineRow =
  | { kind: 'step'; key: string; id: string; depth: number; way: string | undefined }
  /** a way to a step that stands elsewhere in the outline */
  | { kind: 'jump'; key: string; from: string; handle: string; to: string; depth: number; way: string }
  /** below it stand steps that no way leads to */
  | { kind: 'lonely'; key: string }

const DEEPEST = 6

export function outlineRows(flow: Flow): OutlineRow[] {
  const rows: OutlineRow[] = []
  const seen = new Set<string>()
  /** steps that a way straight on leads to, and which way: a way aside that comes there first only points to them */
  const claimed = new Map<string, string>()
  const walk = (start: string) => {
    const waiting: Ahead[] = [{ id: start, depth: 0, way: undefined, from: undefined }]
    for (let ahead = waiting.pop(); ahead; ahead = waiting.pop()) {
      const { id, depth, way, from } = ahead
      const step = flow.steps[id]
      if (!step) continue
      const key = from && `${from.id}/${from.handle}`
      if (seen.has(id) || (claimed.has(id) && claimed.get(id) !== key)) {
        if (from)
          rows.push({
            kind: 'jump',
            key: `${from.id}/${from.handle}`,
            from: from.id,
            handle: from.handle,
            to: id,
            depth,
            way: way ?? '',
          })
        continue
      }
      seen.add(id)
      rows.push({ kind: 'step', key: id, id, depth, way })
      const aheads = aheadOf(id, depth, blockOf(step).edges(step))
      for (const ahead of aheads)
        if (ahead.from?.handle === 'next' && !seen.has(ahead.id) && !claimed.has(ahead.id))
          claimed.set(ahead.id, `${id}/next`)
      waiting.push(...aheads.toReversed())
    }
  }
  walk(flow.start)
  for (const { to } of flow.entries ?? []) if (to !== undefined && !seen.has(to)) walk(to)
  const lonely = Object.keys(flow.steps).filter((id) => !seen.has(id))
  if (lonely.length > 0) rows.push({ kind: 'lonely', key: ' lonely' })
  for (const id of lonely) if (!seen.has(id)) walk(id)
  return rows
}

interface Ahead {
  id: string
  depth: number
  way: string | undefined
  from: { id: string; handle: string } | undefined
}

/** The ways aside come first, further in; the one straight on goes on at the same depth. */
function aheadOf(
  id: string,
  depth: number,
  edges: ReadonlyArray<{ handle: string; label: string; to: string | undefined }>,
): Ahead[] {
  const led = edges.filter(({ to }) => to !== undefined)
  const isFork = edges.length > 1
  const aheads = led.map(({ handle, label, to }) => ({
    id: to ?? '',
    depth: handle === 'next' || !isFork ? depth : Math.min(DEEPEST, depth + 1),
    way: isFork ? label : undefined,
    from: { id, handle },
    isStraight: handle === 'next',
  }))
  return [...aheads.filter(({ isStraight }) => !isStraight), ...aheads.filter(({ isStraight }) => isStraight)]
}
