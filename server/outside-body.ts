/** Reads the body of a foreign answer: unpacked, and never more of it than asked for (attack 83). */
import { type Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

/** The body is larger than asked for. */
export class TooLarge extends Error {}

class UnknownPacking extends Error {
  readonly code = 'ERR_UNKNOWN_PACKING'
}

interface Packed {
  headers: Record<string, string | string[] | undefined>
  body: Readable
}

/** The unpacked body. Throws TooLarge, and what zlib throws for a damaged one. */
export async function readBody({ headers, body }: Packed, maxBytes: number): Promise<Uint8Array> {
  const parts: Buffer[] = []
  const keep = new Writable({
    write(part: Buffer, _, done) {
      parts.push(part)
      done()
    },
  })
  // The packed bytes are limited too: a stream of empty members would unpack to nothing for ever.
  try {
    await pipeline([body, limit(maxBytes), ...unpackers(headers['content-encoding']), limit(maxBytes), keep])
  } finally {
    body.destroy()
  }
  return Buffer.concat(parts)
}

/** In the charset that the server names; UTF-8 where it names none, or one that does not exist. */
export function textOf(body: Uint8Array, contentType = ''): string {
  const charset = /charset=["']?([\w.:-]+)/i.exec(contentType)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(body)
  } catch {
    return new TextDecoder().decode(body)
  }
}

function limit(maxBytes: number): Transform {
  let size = 0
  return new Transform({
    transform(part: Buffer, _, done) {
      size += part.length
      if (size > maxBytes) done(new TooLarge())
      else done(null, part)
    },
  })
}

/** The last packing is undone first. Servers leave ends away, so a body that is cut short counts as far as it goes. */
function unpackers(encoding: string | string[] | undefined): Transform[] {
  const words = String(encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '' && word !== 'identity')
  if (words.length > 2) throw new UnknownPacking()
  return words.reverse().map((word) => {
    if (word === 'gzip' || word === 'x-gzip') return createGunzip({ finishFlush: constants.Z_SYNC_FLUSH })
    if (word === 'deflate') return createInflate({ finishFlush: constants.Z_SYNC_FLUSH })
    if (word === 'br') return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH })
    throw new UnknownPacking()
  })
}
