/** Tables as CSV (RFC 4180) in which no cell is a formula, whatever people called themselves (attack 98). */

export type Cell = string | number | null

/** The header and the rows, each line ended by CRLF. */
export function csvOf(header: string[], rows: Iterable<Cell[]>): string {
  return [header, ...rows].map(csvLine).join('')
}

export function csvLine(cells: Cell[]): string {
  return `${cells.map(written).join(',')}\r\n`
}

/** What a spreadsheet may take for the start of a formula, also behind spaces, quotes and control characters, and in full width. */
const FORMULA = /^[\s\p{Cc}\p{Cf}'"‘’“”＇＂]*[=+\-@＝＋－＠\t\r]/u

function written(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = FORMULA.test(cell) || /^[\t\r\n]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) || safe !== cell || /^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
