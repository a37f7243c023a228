/** How an API key is written: `sbk_live_<8 for the look-up>_<43 random>_<6 of a checksum>`; scanners know the prefix, typos are seen without asking the database. */
import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const KEY = /^sbk_live_([0-9A-Za-z]{8})_([0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/

/** A new key, and the part of it that is not secret. */
export function newKey(): { key: string; publicId: string } {
  const publicId = base62(randomBytes(8), 8)
  const body = `sbk_live_${publicId}_${base62(randomBytes(32), 43)}`
  return { key: `${body}_${checksum(body)}`, publicId }
}

/** The part to look the key up by; null when it is not a key of ours, which its checksum tells. */
export function publicIdOf(key: string): string | null {
  const [, publicId, , sum] = KEY.exec(key) ?? []
  return publicId && sum === checksum(key.slice(0, -7)) ? publicId : null
}

function checksum(text: string): string {
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(text))
  return base62(sum, 6)
}

function base62(bytes: Buffer, length: number): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`)
  let text = ''
  for (let digit = 0; digit < length; digit++) {
    text = DIGITS.charAt(Number(rest % 62n)) + text
    rest /= 62n
  }
  return text
}
