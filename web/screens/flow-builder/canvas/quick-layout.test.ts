/** The quick layout shows every step, and none behind another. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { someFlow } from '../edits/some-flows.ts'
import { sizeOf } from './node-size.ts'
import { quickLayout } from './quick-layout.ts'

it('lays every step where no other one lies', () => {
  fc.assert(
    fc.property(someFlow, (flow) => {
      const boxes = Object.entries(quickLayout(flow)).map(([id, { x, y }]) => ({
        x,
        y,
        height: sizeOf(flow.steps[id] ?? { block: 'end' }).height,
      }))
      expect(boxes).toHaveLength(Object.keys(flow.steps).length)
      const hits = boxes.filter((box, index) =>
        boxes.some(
          (other, at) =>
            at > index && other.x === box.x && other.y < box.y + box.height && box.y < other.y + other.height,
        ),
      )
      expect(hits).toEqual([])
    }),
  )
})
