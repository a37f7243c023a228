/** Each channel that has links into its chats is led to by the right one. */
import { expect, it } from 'vitest'
import { chatLink } from './chat-link.ts'

const bare = { place: '101', label: '', registered: [] }

it.each([
  [{ ...bare, channel: 'telegram', label: '@acme_bot' }, 'https://t.me/acme_bot'],
  [{ ...bare, channel: 'messenger', label: 'Acme Shop' }, 'https://m.me/101'],
  [{ ...bare, channel: 'instagram', label: '@acme.cafe' }, 'https://ig.me/m/acme.cafe'],
  [{ ...bare, channel: 'whatsapp', label: '+1 555-010-0123 · Acme' }, 'https://wa.me/15550100123'],
  [{ ...bare, channel: 'sms', label: '+15550100' }, 'sms:+15550100'],
  [
    { ...bare, channel: 'line', registered: [{ label: 'Link', value: 'https://line.me/R/ti/p/%40acme' }] },
    'https://line.me/R/ti/p/%40acme',
  ],
] as const)('%j is opened by %s', (known, link) => {
  expect(chatLink({ ...known, registered: [...known.registered] })).toBe(link)
})

it.each([
  { ...bare, channel: 'sms', label: 'ACME' },
  { ...bare, channel: 'whatsapp', label: 'Acme' },
  { ...bare, channel: 'slack', label: 'Acme' },
] as const)('%j has none', (known) => {
  expect(chatLink({ ...known, registered: [] })).toBeUndefined()
})
