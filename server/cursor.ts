/** Cursors of lists: where a page ended, signed for one list of one workspace, so that one cannot be made or carried next door. */
import type { Page } from '../shared/paging.ts'
import { isSame, sign } from './crypto.ts'
import { Refusal } from './errors.ts'

/** Writes the keys of a page's last row; `list` names the list and whose it is. */
export function writeCursor(list: string, keys: string[]): string {
  const body = Buffer.from(JSON.stringify(keys))
  return Buffer.concat([sign(`cursor|${list}`, body.toString()).subarray(0, 12), body]).toString('base64url')
}

/** Reads a cursor of this list back, or refuses with `invalid-cursor`. */
export function readCursor(list: string, cursor: string): string[] {
  const bytes = Buffer.from(cursor, 'base64url')
  // the decoder overlooks what does not belong, such as one letter more at the end
  if (bytes.toString('base64url') !== cursor) throw new Refusal('invalid-cursor')
  const body = bytes.subarray(12).toString()
  if (!isSame(bytes.subarray(0, 12), sign(`cursor|${list}`, body).subarray(0, 12))) throw new Refusal('invalid-cursor')
  const keys: unknown = JSON.parse(body)
  if (!Array.isArray(keys)) throw new Refusal('invalid-cursor')
  return keys.map(String)
}

/** Makes a page of rows that were asked for with `limit + 1`. */
export function pageFrom<R, T>(
  rows: R[],
  limit: number,
  as: { list: string; keys: (row: R) => string[]; show: (row: R) => T },
): Page<T> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const hasMore = rows.length > limit
  return { data: shown.map(as.show), nextCursor: hasMore && last ? writeCursor(as.list, as.keys(last)) : null, hasMore }
}
