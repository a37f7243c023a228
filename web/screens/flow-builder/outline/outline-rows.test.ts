/** The outline shows each step once, in the order of the chat. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Flow } from '../../../../engine/flow.ts'
import { someFlow } from '../edits/some-flows.ts'
import { outlineRows } from './outline-rows.ts'

it('goes straight on at the same depth, and aside one step further in', () => {
  const flow: Flow = {
    start: 'ask',
    steps: {
      ask: { block: 'ask', text: '?', kind: 'text', maxTries: 3, next: 'thanks', otherwise: 'sorry' },
      sorry: { block: 'say', text: 'Sorry', next: 'thanks' },
      thanks: { block: 'say', text: 'Thanks' },
      alone: { block: 'say', text: 'Alone' },
    },
  }
  const rows = outlineRows(flow).map((row) =>
    row.kind === 'step' ? `${row.depth} ${row.id}` : row.kind === 'jump' ? `${row.depth} > ${row.to}` : '---',
  )
  expect(rows).toEqual(['0 ask', '1 sorry', '1 > thanks', '0 thanks', '---', '0 alone'])
})

it('shows every step exactly once, and every key once', () => {
  fc.assert(
    fc.property(someFlow, (flow) => {
      const rows = outlineRows(flow)
      const ids = rows.flatMap((row) => (row.kind === 'step' ? [row.id] : []))
      expect(ids.toSorted()).toEqual(Object.keys(flow.steps).toSorted())
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
    }),
  )
})
