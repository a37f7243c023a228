/** What the script tag says. */
import { expect, it } from 'vitest'
import { readEmbedding } from './script-tag.ts'

it('takes the bot from the tag and the server from where the script came', () => {
  const found = readEmbedding('https://chat.acme.test/widget.js?v=2', { bot: ' abc ', side: 'start', ref: ' spring ' })
  expect(found).toEqual({ bot: 'abc', base: 'https://chat.acme.test', isPage: false, side: 'start', ref: 'spring' })
})

it('stays away without a key, or when not served over the web', () => {
  expect(readEmbedding('https://chat.acme.test/widget.js', {})).toBeNull()
  expect(readEmbedding('file:///widget.js', { bot: 'abc' })).toBeNull()
})
