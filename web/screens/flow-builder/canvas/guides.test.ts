/** A dragged step snaps into line with its nearest neighbour. */
import { expect, it } from 'vitest'
import { inLine } from './guides.ts'

const size = { width: 240, height: 80 }

it('snaps to the top of another step and shows the line through both', () => {
  const { spot, guides } = inLine({ x: 400, y: 104, ...size }, [{ x: 0, y: 100, ...size }])
  expect(spot).toEqual({ x: 400, y: 100 })
  expect(guides).toEqual([{ axis: 'y', at: 100, from: -16, to: 656 }])
})

it('snaps to middles of steps of another size', () => {
  const { spot } = inLine({ x: 58, y: 400, width: 120, height: 40 }, [{ x: 0, y: 0, ...size }])
  expect(spot).toEqual({ x: 60, y: 400 })
})

it('leaves a step alone that is in line with nothing', () => {
  const { spot, guides } = inLine({ x: 300, y: 200, ...size }, [{ x: 0, y: 0, ...size }])
  expect(spot).toEqual({ x: 300, y: 200 })
  expect(guides).toEqual([])
})
