/** Which addresses one may be led to after signing in. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ownPath } from './own-path.ts'

const FOREIGN = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil.example',
  'https://evil.example',
  'HTTPS://evil.example/',
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  '/%2f%2fevil.example',
  '/%2Fevil.example',
  '%2f%2fevil.example',
  '/%5cevil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/./\\evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/a/../..//evil.example',
  'user@evil.example',
  '@evil.example',
  '.evil.example',
  '',
  '/ //evil',
  null,
  undefined,
  ['/inside'],
  { toString: () => '/inside' },
]

describe('the way after signing in', () => {
  it.each(FOREIGN)('attack 61: leads home instead of to %j', (next) => {
    expect(ownPath(next)).toBe('/')
  })

  it.each(['/', '/members', '/members?role=owner&q=a%2Fb', '/invitation/abc#top', '/a@b/c:d'])(
    'leads to %s',
    (next) => {
      expect(ownPath(next)).toBe(next)
    },
  )

  it('attack 61: never leaves our own origin, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '/',
            '\\',
            '%2f',
            '%5c',
            '.',
            '..',
            '@',
            ':',
            '\t',
            '\n',
            'evil.example',
            'a',
            '?',
            '#',
            'https:',
          ),
        ),
        (parts) => {
          expect(new URL(ownPath(parts.join('')), 'https://own.example').origin).toBe('https://own.example')
        },
      ),
      { numRuns: 500 },
    )
  })
})
