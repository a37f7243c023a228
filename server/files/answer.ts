/** The answer that shows a file: whole or a part of it, never run by a browser, kept by it for as long as it may be seen. */

import { bytesOf } from './bytes.ts'
import { kindOf } from './content.ts'
import type { OpenFile } from './open-file.ts'

interface Asked {
  isHead: boolean
  range: string | undefined
}

/** Answers a GET or HEAD; a film or sound also in parts. Refuses nothing but what is gone meanwhile. */
export async function answerWith(workspaceId: string, file: OpenFile, asked: Asked): Promise<Response> {
  const isPlayed = ['audio', 'video'].includes(kindOf(file.mime))
  const part = isPlayed ? partOf(asked.range, file.size) : undefined
  const headers = headersOf(file, isPlayed)
  if (part === null) {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${file.size}` } })
  }
  const { start, length } = part ?? { start: 0, length: file.size }
  const sized = {
    ...headers,
    'content-length': String(length),
    ...(part && { 'content-range': `bytes ${start}-${start + length - 1}/${file.size}` }),
  }
  const body = asked.isHead ? null : new Uint8Array(await bytesOf({ workspaceId, ...file }, { start, length }))
  return new Response(body, { status: part ? 206 : 200, headers: sized })
}

function headersOf({ mime, name, isOpen, seconds }: OpenFile, isPlayed: boolean): Record<string, string> {
  const isShown = kindOf(mime) !== 'file'
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  return {
    'content-type': mime.startsWith('text/') ? `${mime}; charset=utf-8` : mime,
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded(name)}`,
    'cache-control': isOpen ? 'public, max-age=31536000, immutable' : `private, max-age=${seconds}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
    ...(isPlayed && { 'accept-ranges': 'bytes' }),
  }
}

/** The part that one range asks for; undefined for the whole, null where there is no such part. */
function partOf(range: string | undefined, size: number): { start: number; length: number } | null | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '') ?? []
  if (from === '' && to === '') return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start > last ? null : { start, length: last - start + 1 }
}

/** As RFC 5987 wants it. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
