/** CSV that is read back as it was, and in which nothing is a formula (attack 98). */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvLine, csvOf } from './csv.ts'

it('writes a header, rows, and nothing for null', () => {
  expect(
    csvOf(
      ['A', 'B'],
      [
        ['x', null],
        [1, 'a,b'],
      ],
    ),
  ).toBe('A,B\r\nx,\r\n1,"a,b"\r\n')
})

it('disarms what a spreadsheet would run', () => {
  for (const start of [
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '＝',
    '＋',
    '－',
    '＠',
    ' =',
    '"=',
    "'=",
    '\u00a0@',
    '\u200b=',
  ]) {
    expect(csvLine([`${start}1+1`]).startsWith(`"'`)).toBe(true)
  }
})

it('keeps every other text as it is', () => {
  const plain = fc.string({ unit: 'grapheme' }).filter((text) => !/[=+\-@＝＋－＠\t\r]/.test(text) && !/^\n/.test(text))
  fc.assert(
    fc.property(plain, (text) => {
      const line = csvLine([text]).slice(0, -2)
      const read = line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line
      expect(read).toBe(text)
    }),
  )
})
