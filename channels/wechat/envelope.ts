/** WeChat's envelope: who sent it, and in the security mode how it is opened (AES-256-CBC). */
import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import type { HookRequest } from '../inbound.ts'

export interface Keys {
  appId: string
  token: string
  encodingAesKey?: string | undefined
}

const OLDEST_S = 10 * 60
/** Numbers stay words, since ids are longer than numbers can be; what an entity would stand for is never looked up. */
const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, processEntities: false, trimValues: true })
const Xml = z.object({ xml: z.record(z.string(), z.unknown()) })

/** In the security mode the body is signed, in the other only the time and a random word. */
export function isSealed(request: HookRequest, keys: Keys): boolean {
  if (!keys.encodingAesKey) return isSigned(request, keys.token)
  const encrypted = fieldsIn(request.body)?.Encrypt
  const { msg_signature: given = '', timestamp = '', nonce = '' } = request.query
  if (!keys.token || typeof encrypted !== 'string' || !isRecent(timestamp)) return false
  return isEqual(given, sha1([keys.token, timestamp, nonce, encrypted])) && opened(encrypted, keys) !== undefined
}

export function isSigned({ query }: HookRequest, token: string): boolean {
  const { signature = '', timestamp = '', nonce = '' } = query
  return token !== '' && isRecent(timestamp) && isEqual(signature, sha1([token, timestamp, nonce]))
}

/** The fields of the message, opened where it is encrypted. */
export function messageIn(request: HookRequest, keys: Keys): Record<string, unknown> | undefined {
  const fields = fieldsIn(request.body)
  if (!keys.encodingAesKey) return fields
  const text = typeof fields?.Encrypt === 'string' ? opened(fields.Encrypt, keys) : undefined
  return text === undefined ? undefined : fieldsIn(text)
}

function fieldsIn(xml: Uint8Array): Record<string, unknown> | undefined {
  try {
    return Xml.safeParse(parser.parse(new TextDecoder().decode(xml))).data?.xml
  } catch {
    return undefined
  }
}

/** 16 random bytes, the length in 4, the message, and the AppID; undefined where it is none of ours. */
function opened(encrypted: string, { encodingAesKey = '', appId }: Keys): Buffer | undefined {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  if (key.length !== 32) return undefined
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
    const padded = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()])
    const padding = padded.at(-1) ?? 0
    if (padding < 1 || padding > 32) return undefined
    const plain = padded.subarray(0, padded.length - padding)
    const end = 20 + plain.readUInt32BE(16)
    return plain.subarray(end).toString() === appId ? plain.subarray(20, end) : undefined
  } catch {
    return undefined
  }
}

function isRecent(timestamp: string): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(Date.now() / 1000 - Number(timestamp)) <= OLDEST_S
}

function sha1(parts: string[]): string {
  return createHash('sha1').update(parts.sort().join('')).digest('hex')
}

function isEqual(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}
