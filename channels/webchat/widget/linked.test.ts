/** Which texts become links, and that nothing else does (attack 87). */
import { describe, expect, it } from 'vitest'
import { linked } from './linked.ts'

const links = (text: string) => linked(text).flatMap(({ href }) => href ?? [])

describe('links in a message', () => {
  it('finds addresses of the web and of mail', () => {
    expect(links('See https://acme.test/a?b=1#c or www.acme.test, or write to mia@acme.test')).toEqual([
      'https://acme.test/a?b=1#c',
      'https://www.acme.test/',
      'mailto:mia@acme.test',
    ])
  })

  it('leaves the full stop and an unmatched bracket to the sentence', () => {
    expect(links('(see https://acme.test/a).')).toEqual(['https://acme.test/a'])
    expect(links('https://acme.test/Bean_(coffee)!')).toEqual(['https://acme.test/Bean_(coffee)'])
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)//https',
    'javascript:https://acme.test',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'https://bank.test@evil.test/',
    '<a href=x onclick=alert(1)>',
    'https://',
  ])('never links %s (attack 87)', (text) => {
    expect(links(text)).toEqual([])
  })

  it('shows every text whole, whatever is in it (attack 86)', () => {
    const text = '<img src=x onerror=alert(1)> https://acme.test/"onmouseover="x 👋 www.acme.test...'
    const pieces = linked(text)
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    expect(pieces.every(({ href }) => href === null || /^(https?|mailto):/.test(href))).toBe(true)
  })
})
