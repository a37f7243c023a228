/** Which texts become bold, links and so on, and that nothing else does (attacks 86, 87). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hrefOf, type Piece, piecesOf, plainOf } from './formatting.ts'

/** The pieces as one reads them: <b>, <i>, <s>, <c> around what is formatted. */
function drawn(text: string): string {
  return piecesOf(text).map(draw).join('')
}

const TAGS = { bold: 'b', italic: 'i', struck: 's' } as const

function draw(piece: Piece): string {
  if (piece.kind === 'text') return piece.text
  if (piece.kind === 'code') return `<c>${piece.text}</c>`
  if (piece.kind === 'link') return `<a ${piece.href}>${piece.text}</a>`
  return `<${TAGS[piece.kind]}>${piece.pieces.map(draw).join('')}</${TAGS[piece.kind]}>`
}

function links(pieces: Piece[]): string[] {
  return pieces.flatMap((piece) =>
    piece.kind === 'link' ? [piece.href] : 'pieces' in piece ? links(piece.pieces) : [],
  )
}
const linksOf = (text: string) => links(piecesOf(text))

describe('marks', () => {
  it.each([
    ['a *b* _c_ ~d~ `e`', 'a <b>b</b> <i>c</i> <s>d</s> <c>e</c>'],
    ['**bold** and ~~gone~~', '<b>bold</b> and <s>gone</s>'],
    ['*a _b ~c~_*!', '<b>a <i>b <s>c</s></i></b>!'],
    ['(*really*), «*ja*»', '(<b>really</b>), «<b>ja</b>»'],
    ['`*not bold* {{name}}`', '<c>*not bold* {{name}}</c>'],
    ['*Grüße* aus *Köln*', '<b>Grüße</b> aus <b>Köln</b>'],
  ])('draws %s', (text, expected) => {
    expect(drawn(text)).toBe(expected)
  })

  it.each([
    'snake_case_name',
    '2*3*4 and 2 * 3 * 4',
    '* one\n* two',
    'a *b',
    'a* b*',
    '__init__ and ***',
    '*over\nlines*',
    'don`t do `that',
    'x`y`z',
    '_ _ ** ~ ~',
    '[no](link)(s)',
  ])('leaves %j as it is', (text) => {
    expect(drawn(text)).toBe(text)
  })

  it('lets an outer mark win over an inner one that is not closed', () => {
    expect(drawn('*a _b*')).toBe('<b>a _b</b>')
  })
})

describe('links', () => {
  it('finds addresses of the web, of mail and of telephones', () => {
    expect(linksOf('See https://acme.test/a?b=1#c or www.acme.test, mia@acme.test, tel:+4930123')).toEqual([
      'https://acme.test/a?b=1#c',
      'https://www.acme.test/',
      'mailto:mia@acme.test',
      'tel:+4930123',
    ])
  })

  it('takes a label', () => {
    expect(drawn('[our *shop*](https://acme.test/a_(b)).')).toBe('<a https://acme.test/a_(b)>our shop</a>.')
    expect(drawn('*[shop](https://acme.test)*')).toBe('<b><a https://acme.test/>shop</a></b>')
  })

  it('leaves the full stop, a mark and an unmatched bracket to the sentence', () => {
    expect(drawn('(see *https://acme.test/a*).')).toBe('(see <b><a https://acme.test/a>https://acme.test/a</a></b>).')
    expect(linksOf('https://acme.test/Bean_(coffee)!')).toEqual(['https://acme.test/Bean_(coffee)'])
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
    '[a](javascript:alert(1))',
    '[a](JAVASCRIPT:alert`1`)',
    '[a](data:text/html,x)',
    '[a](vbscript:x)',
    '[a](\tjavascript:x)',
    '[a](java\nscript:x)',
    '[a](https://bank.test@evil.test/)',
    '[a](javascript:x@acme.test)',
  ])('never makes one of %j (attack 87)', (text) => {
    expect(linksOf(text)).toEqual([])
    expect(plainOf(text)).toBe(text)
  })

  it('says of an address whether one may go there', () => {
    expect(hrefOf('https://acme.test')).toBe('https://acme.test/')
    expect(hrefOf('javascript:alert(1)')).toBeNull()
  })
})

it('shows every text whole but for its marks, whatever is in it (attack 86)', () => {
  const sign = fc.constantFrom('*', '_', '~', '`', '[', ']', '(', ')', 'a', ' ', '\n', '<b>', 'https://x.y', 'é', '👋')
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 40 }), (signs) => {
      const text = signs.join('')
      const bare = (some: string) => some.replace(/[*_~`[\]()]|https:\/\/x\.y/g, '')
      expect(bare(plainOf(text))).toBe(bare(text))
      for (const href of linksOf(text)) expect(href).toMatch(/^(https?|mailto|tel):/)
    }),
    { numRuns: 500 },
  )
})

it('takes time by the length of the text, whatever is in it (attack 97)', () => {
  const evil = ['*', '_a ', '`', '[a](', '[', 'https://a)', ')', 'a@', '*a _b ~c ', '[a](()', '~~', 'a.b+']
  const since = performance.now()
  for (const part of evil) piecesOf(part.repeat(Math.ceil(40_000 / part.length)))
  piecesOf(`https://a${')'.repeat(40_000)}`)
  expect(performance.now() - since).toBeLessThan(3000)
})
