/** What was done can be undone, and done again, exactly. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Flow } from '../../../../engine/flow.ts'
import { addStep, ITEMS, moveTo, openWayOf, removeSteps, setNote } from '../edits/flow-edits.ts'
import { someFlow } from '../edits/some-flows.ts'
import { Entry, HISTORY_LIMIT, type History, NO_HISTORY, redone, remember, undone } from './history.ts'

type Edit = (flow: Flow) => Flow

const someEdit: fc.Arbitrary<Edit> = fc
  .record({ kind: fc.nat(3), pick: fc.nat(20), item: fc.constantFrom(...ITEMS) })
  .map(({ kind, pick, item }) => (flow) => {
    const ids = Object.keys(flow.steps)
    const id = ids[pick % ids.length] ?? ''
    if (kind === 0) return addStep(flow, item, { from: openWayOf(flow, id) }).flow
    if (kind === 1) return removeSteps(flow, [id])
    if (kind === 2) return moveTo(flow, { [id]: { x: pick * 10, y: pick } })
    return setNote(flow, { id: `note-${pick}`, text: 'Ask Mia', at: { x: pick, y: 0 }, width: 200, height: 100 })
  })

describe('undo', () => {
  it('comes back to the same flow, however often one goes to and fro', () => {
    fc.assert(
      fc.property(someFlow, fc.array(someEdit, { maxLength: 12 }), fc.nat(14), (first, edits, times) => {
        const flows = [first]
        let history: History = NO_HISTORY
        for (const edit of edits) {
          const before = flows.at(-1) ?? first
          const after = edit(before)
          if (after === before) continue
          history = remember(history, { label: 'edited', before, after })
          flows.push(after)
        }
        let at = { history, flow: flows.at(-1) ?? first }
        for (let time = 0; time < times; time += 1) at = undone(at.history, at.flow) ?? at
        expect(at.flow).toEqual(flows[Math.max(0, flows.length - 1 - times)])
        for (let time = 0; time < times; time += 1) at = redone(at.history, at.flow) ?? at
        expect(at.flow).toEqual(flows.at(-1))
      }),
    )
  })

  it('takes back a word as one change, and not every letter', () => {
    const flow = (text: string): Flow => ({ start: 'a', steps: { a: { block: 'say', text } } })
    let history: History = NO_HISTORY
    const texts = ['', 'H', 'He', 'Hey']
    for (const [index, text] of texts.slice(1).entries())
      history = remember(history, {
        label: 'edited',
        before: flow(texts[index] ?? ''),
        after: flow(text),
        coalesce: 'step a',
      })
    expect(history.past).toHaveLength(1)
    expect(undone(history, flow('Hey'))?.flow).toEqual(flow(''))
  })

  it('remembers a hundred changes, as JSON too', () => {
    let history: History = NO_HISTORY
    let flow: Flow = { start: 'a', steps: { a: { block: 'say', text: '' } } }
    for (let number = 1; number <= 120; number += 1) {
      const after: Flow = { start: 'a', steps: { a: { block: 'say', text: String(number) } } }
      history = remember(history, { label: 'edited', before: flow, after })
      flow = after
    }
    expect(history.past).toHaveLength(HISTORY_LIMIT)
    const past = JSON.parse(JSON.stringify(history.past)).map((entry: unknown) => Entry.parse(entry))
    expect(undone({ past, future: [] }, flow)?.flow.steps.a).toEqual({ block: 'say', text: '119' })
  })
})
