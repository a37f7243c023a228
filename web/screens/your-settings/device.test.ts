import { expect, it } from 'vitest'
import { deviceOf } from './device.ts'

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'

it('tells browsers apart that all call themselves Safari', () => {
  expect(deviceOf(CHROME).words).toBe('Chrome · Windows')
  expect(deviceOf(`${CHROME} Edg/130.0`).words).toBe('Edge · Windows')
})

it('knows a phone', () => {
  expect(deviceOf(IPHONE)).toEqual({ words: 'Safari · iPhone', isPhone: true })
})

it('names a program by its first word, and nothing by a question mark', () => {
  expect(deviceOf('curl/8.5.0').words).toBe('curl')
  expect(deviceOf('').words).toBe('?')
})
