/** Whatever colours a workspace picks, the chat can be read, by day and by night. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contrast, lookOf } from '../../../shared/flow-look.ts'
import { readTheme } from './wire.ts'

const colour = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`)

const PAIRS = [
  ['--ink', '--back'],
  ['--ink', '--surface'],
  ['--dim', '--back'],
  ['--dim', '--surface'],
  ['--accent-ink', '--surface'],
  ['--accent-ink', '--back'],
  ['--accent-soft-ink', '--accent-soft'],
  ['--on-accent', '--accent'],
  ['--danger', '--back'],
] as const

function rgb(text = ''): [number, number, number] {
  const [red = 0, green = 0, blue = 0] = [...text.matchAll(/\d+/g)].map(Number)
  return [red, green, blue]
}

it('keeps every text readable on any accent and background', () => {
  fc.assert(
    fc.property(colour, colour, fc.boolean(), (accent, background, isDark) => {
      const look = lookOf(readTheme({ accent, background }), isDark)
      for (const [text, ground] of PAIRS) {
        expect(contrast(rgb(look[text]), rgb(look[ground])), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
      }
    }),
    { numRuns: 400 },
  )
})

it('stays light or dark where the theme says so', () => {
  expect(lookOf(readTheme({ background: '#FFFFFF' }), false)['color-scheme']).toBe('light')
  expect(lookOf(readTheme({ background: '#FFFFFF' }), true)['color-scheme']).toBe('dark')
})
