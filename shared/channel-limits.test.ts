/** Who is told that a channel shows less. */
import { expect, it } from 'vitest'
import { excessOf } from './channel-limits.ts'

it('is quiet while every channel can show it', () => {
  expect(excessOf('buttons', { count: 3, label: 20 })).toEqual([])
})

it('names the channels that share a limit together', () => {
  expect(excessOf('buttons', { count: 4 })).toEqual([
    { measure: 'count', limit: 3, channels: ['Messenger', 'Instagram', 'WhatsApp'] },
  ])
})

it('looks only at the channels it is asked about', () => {
  expect(excessOf('rows', { count: 11 }, ['webchat', 'telegram'])).toEqual([])
  expect(excessOf('rows', { count: 11 }, ['whatsapp'])).toHaveLength(1)
})
