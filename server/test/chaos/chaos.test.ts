/** A short hour of chaos; `npm run test:chaos` runs a long one. */
import { describe, expect, it } from 'vitest'
import { theWorld } from '../world.ts'
import { runChaos } from './chaos.ts'

const world = theWorld()

describe('an installation whose workers are killed, stopped and cut off', () => {
  it('loses nothing, keeps the order, and does nothing twice', async () => {
    const seed = Math.floor(Math.random() * 1_000_000)
    const pace = { people: 50, messagesEach: 10, perSecond: 50 }
    const plan = { killEveryMs: 2000, stopMs: 7000, cutEveryMs: 1000 }
    const { faults, told } = await runChaos(world.url(), { seed, ...pace, ...plan, isHurried: true })
    expect(faults, JSON.stringify(told)).toEqual([])
    expect(told.kills).toBeGreaterThanOrEqual(1)
    expect(told.longestSilenceS, JSON.stringify(told)).toBeLessThan(15)
  }, 180_000)
})
