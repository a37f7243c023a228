/** Pictures that people upload: taken in only when they are real pictures, and kept as a small copy made by ourselves. */
import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { Refusal } from './errors.ts'

// Pictures come seldom: their memory is better given back than kept.
sharp.cache(false)

const MAX_UPLOAD = 8_000_000
const MAX_PIXELS = 40_000_000
const ACCEPTED = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'])

export interface Picture {
  mime: string
  bytes: Buffer
  etag: string
}

/**
 * Makes a square picture of at most `size` pixels a side, as WebP without any metadata (attack 89).
 * Refuses with 413 what is too large, with 415 what is no PNG, JPEG, WebP, GIF or AVIF, with 422 what cannot be drawn.
 */
export async function asPicture(upload: Uint8Array, size: number, fit: 'cover' | 'inside' = 'cover'): Promise<Picture> {
  if (upload.length > MAX_UPLOAD) throw new Refusal('too-large', 'A picture may have 8 MB.')
  const kind = await fileTypeFromBuffer(upload)
  if (!kind || !ACCEPTED.has(kind.mime)) {
    throw new Refusal('wrong-content-type', 'Send a picture as PNG, JPEG, WebP, GIF or AVIF.')
  }
  const bytes = await redrawn(upload, size, fit)
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  return { mime: 'image/webp', bytes, etag }
}

/** Reads an uploaded picture's bytes, and stops as soon as there are too many. */
export async function uploadOf(request: Request): Promise<Uint8Array> {
  if (!request.headers.get('content-type')?.startsWith('image/')) {
    throw new Refusal('wrong-content-type', 'Send the picture itself as the body, with its own content type.')
  }
  const parts: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length
    if (length > MAX_UPLOAD) {
      await reader?.cancel()
      throw new Refusal('too-large', 'A picture may have 8 MB.')
    }
    parts.push(part.value)
  }
  return Buffer.concat(parts)
}

/** The answer that shows a picture: never run, never framed, and asked for again only when it changed. */
export function pictureAnswer(picture: Picture, ifNoneMatch: string | undefined): Response {
  const headers = {
    etag: picture.etag,
    'cache-control': 'private, no-cache',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'content-disposition': 'inline; filename="picture.webp"',
  }
  if (ifNoneMatch === picture.etag) return new Response(null, { status: 304, headers })
  return new Response(new Uint8Array(picture.bytes), { headers: { ...headers, 'content-type': picture.mime } })
}

/** The picture as PNG, for mail programs that know no WebP. */
export function asPng(bytes: Buffer): Promise<Buffer> {
  return sharp(bytes, { limitInputPixels: MAX_PIXELS }).png().toBuffer()
}

async function redrawn(upload: Uint8Array, size: number, fit: 'cover' | 'inside'): Promise<Buffer> {
  try {
    return await sharp(upload, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 })
      .timeout({ seconds: 10 })
      .autoOrient()
      .resize(size, size, { fit, withoutEnlargement: fit === 'inside' })
      .webp({ quality: 86 })
      .toBuffer()
  } catch {
    throw new Refusal('invalid', 'The picture cannot be read, or has too many pixels.', {
      faults: [{ pointer: '', code: 'picture', message: 'cannot be read, or has more than 40 million pixels' }],
    })
  }
}
