/** How large a step lies on the canvas, known without drawing it: so hundreds of them open at once. */
import { blockOf, type Step } from '../../../../engine/blocks/blocks.ts'
import { plainOf } from '../words/gist-parts.ts'

export const WIDTH = 240
export const HEAD = 40
export const LINE = 18
export const WAY = 28
const LINES = 3
const LINE_CHARACTERS = 36
const GIST_PADDING = 12
const WAYS_PADDING = 6

export interface NodeSize {
  width: number
  height: number
  /** lines of the gist that are shown */
  lines: number
  /** whether each way out has a line of its own; a single one leaves from the head */
  hasWays: boolean
  /** the middle of each way out, from the top */
  ways: ReadonlyArray<{ handle: string; y: number }>
}

const known = new WeakMap<Step, NodeSize>()

export function sizeOf(step: Step): NodeSize {
  const size = known.get(step) ?? measure(step)
  known.set(step, size)
  return size
}

function measure(step: Step): NodeSize {
  const block = blockOf(step)
  const edges = block.edges(step)
  const lines = linesOf(plainOf(block.gist(step)))
  const body = HEAD + (lines === 0 ? 0 : lines * LINE + GIST_PADDING)
  if (edges.length < 2) {
    const ways = edges.map(({ handle }) => ({ handle, y: HEAD / 2 }))
    return { width: WIDTH, height: body, lines, hasWays: false, ways }
  }
  const ways = edges.map(({ handle }, index) => ({ handle, y: body + WAY * index + WAY / 2 }))
  return { width: WIDTH, height: body + WAY * edges.length + WAYS_PADDING, lines, hasWays: true, ways }
}

function linesOf(gist: string): number {
  if (gist.trim() === '') return 0
  const needed = gist
    .trim()
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE_CHARACTERS)), 0)
  return Math.min(LINES, needed)
}
