/** Only what differs is shown, down to the single colour of a theme. */
import { expect, it } from 'vitest'
import { changesOf } from './changes.ts'

it('names the fields that differ, nested ones by their path', () => {
  const before = { name: 'Acme', flowTheme: { accent: '#000000', font: 'inter' } }
  const after = { name: 'Acme', flowTheme: { accent: '#ffffff', font: 'inter' } }
  expect(changesOf(before, after)).toEqual([{ field: 'flowTheme.accent', before: '#000000', after: '#ffffff' }])
})

it('shows what is new and what is gone', () => {
  expect(changesOf(null, { role: 'member' })).toEqual([{ field: 'role', before: undefined, after: 'member' }])
  expect(changesOf({ role: 'member' }, null)).toEqual([{ field: 'role', before: 'member', after: undefined }])
})

it('does not show what is empty before and after', () => {
  expect(changesOf({ bots: [] }, { bots: [], message: '', expiresAt: null })).toEqual([])
})
