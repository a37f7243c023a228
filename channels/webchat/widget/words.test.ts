/** Which language the widget speaks, and how it names days. */
import { expect, it } from 'vitest'
import { dayName, speechFor } from './words.ts'

it('speaks the first language it knows, English failing all', () => {
  expect(speechFor(['fr-FR', 'de-CH', 'en']).language).toBe('de-CH')
  expect(speechFor(['fr', 'xx', '']).language).toBe('en')
  expect(speechFor(['es_ES']).language).toBe('en')
})

it('names today and yesterday, and the year only where it is another', () => {
  const now = new Date(2026, 2, 10, 9)
  expect(dayName(new Date(2026, 2, 10, 0, 5).toISOString(), now, 'en')).toBe('Today')
  expect(dayName(new Date(2026, 2, 9, 23, 59).toISOString(), now, 'de')).toBe('Gestern')
  expect(dayName(new Date(2025, 11, 24).toISOString(), now, 'en')).toContain('2025')
})
