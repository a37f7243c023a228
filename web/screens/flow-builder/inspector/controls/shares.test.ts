/** The shares of a split. */
import { expect, it } from 'vitest'
import { sharedEvenly } from './shares.ts'

it('shares a hundred evenly, in whole numbers', () => {
  const shares = (count: number) =>
    sharedEvenly(Array.from({ length: count }, () => ({ weight: 0 }))).map(({ weight }) => weight)
  expect(shares(2)).toEqual([50, 50])
  expect(shares(3)).toEqual([34, 33, 33])
  expect(shares(7).reduce((sum, share) => sum + share, 0)).toBe(100)
})
