/** A model of the reader: workers over a table that answers from the past, fails, and does not tell what it did. A seed goes the same way each time; READER_SEEDS tries more of them. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Course, runCourse } from '../test/reader/course.ts'
import type { Broken } from '../test/reader/house.ts'
import type { Box } from './look-ups.ts'

const SEEDS = Number(process.env.READER_SEEDS ?? 120)
const SEEDS_OF_A_BREACH = 150
const BOXES: Box[] = ['inbound', 'outbound']

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] }),
)
afterEach(() => void vi.useRealTimers())

/** What goes wrong first, with the seed by which it comes again. */
async function firstFault(course: Omit<Course, 'seed'>, seeds: number): Promise<string | undefined> {
  for (let seed = 0; seed < seeds; seed++) {
    const { faults } = await runCourse({ ...course, seed })
    if (faults.length > 0) return `seed ${seed}: ${faults.join('; ')}`
  }
  return undefined
}

describe('whatever goes wrong', () => {
  it.each(BOXES)(
    'in the end all of %s is done, once and in order',
    async (box) => {
      expect(await firstFault({ box }, SEEDS)).toBeUndefined()
    },
    20_000 + SEEDS * 100,
  )

  it('a seed goes the same way each time', async () => {
    const course: Course = { seed: 7, box: 'outbound' }
    expect(await runCourse(course)).toEqual(await runCourse(course))
  })

  it.each(BOXES)('what is told of in %s does not wait for the poll', async (box) => {
    for (let seed = 0; seed < 200; seed++) {
      const { faults, longestWaitMs } = await runCourse({ seed, box, isCalm: true })
      expect(faults, `seed ${seed}`).toEqual([])
      expect(longestWaitMs, `seed ${seed}`).toBeLessThan(600)
    }
  })

  it.each(BOXES)('what nobody tells of waits in %s for the poll and what is before it, no longer', async (box) => {
    for (let seed = 0; seed < 10; seed++) {
      const { faults, longestWaitMs } = await runCourse({ seed, box, isCalm: true, risks: { lostWake: 1 } })
      expect(faults, `seed ${seed}`).toEqual([])
      expect(longestWaitMs, `seed ${seed}`).toBeLessThan(2000)
    }
  })
})

describe('a rule that is not kept is noticed', () => {
  const oftenOld = { staleRead: 0.9, refusedSend: 0.3, failedRead: 0, failedCommit: 0, lostCommit: 0, lostAnswer: 0 }
  const breaches: Array<Omit<Course, 'seed'> & { broken: Broken; says: RegExp }> = [
    { broken: 'done without taking the row', box: 'inbound', says: /took effect 2 times/ },
    { broken: 'against the order', box: 'inbound', says: /came as/ },
    { broken: 'on behind a failed row', box: 'inbound', says: /came as/ },
    { broken: 'against the order', box: 'outbound', says: /came as/ },
    { broken: 'on behind a failed row', box: 'outbound', says: /came as/ },
    { broken: 'claimed without comparing', box: 'outbound', says: /took effect 2 times/ },
    { broken: 'claimed before it is due', box: 'outbound', risks: oftenOld, says: /came as/ },
    { broken: 'sent again where it could not be written down', box: 'outbound', says: /took effect 2 times/ },
    { broken: 'lanes given away in flight', box: 'outbound', says: /in two hands at once/ },
    { broken: 'never reads on', box: 'inbound', says: /still waits/ },
  ]

  it.each(breaches)('$broken ($box)', async ({ says, ...course }) => {
    expect(await firstFault(course, SEEDS_OF_A_BREACH)).toMatch(says)
  })
})
