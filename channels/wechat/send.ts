/** Sends by the customer-service messages of a service account. */
import { z } from 'zod'
import { type Content, cutText } from '../../shared/messages.ts'
import type { Delivery, Outgoing, Recipient } from '../channel.ts'
import type { Undelivered } from '../from-providers/undelivered.ts'
import { writtenOut } from '../wording/written-out.ts'
import { askWeChat, codeOf, refusedBy, type WeChatLine } from './api.ts'

const FILE_BYTES = 10_000_000
const Uploaded = z.object({ media_id: z.string() })

export async function sendWeChat({ content }: Outgoing, to: Recipient, line: WeChatLine): Promise<Delivery> {
  const message = await messageOf(content, line)
  if (!message.ok) return message.refusal
  const json = { touser: to.address, ...message.json }
  const { answer, ok } = await askWeChat(line, { method: 'POST', path: '/cgi-bin/message/custom/send', json })
  if (ok && answer.ok && answer.status === 200 && codeOf(answer) === 0) return { ok: true }
  const refusal = refusedBy(answer)
  // Without a token nothing was sent.
  return ok ? refusal : { ...refusal, isInDoubt: false }
}

type Written = { ok: true; json: Record<string, unknown> } | { ok: false; refusal: Undelivered }

async function messageOf(content: Content, line: WeChatLine): Promise<Written> {
  if (content.kind === 'text') return { ok: true, json: wordsWith(content) }
  if (content.kind === 'image') return uploaded('image', content.url, line)
  // They play these kinds alone.
  if (content.kind === 'audio' && /\.(mp3|amr)$/i.test(URL.parse(content.url)?.pathname ?? ''))
    return uploaded('voice', content.url, line)
  if (content.kind === 'audio' || content.kind === 'video' || content.kind === 'file') {
    const text = [content.text ? writtenOut(content.text) : '', content.url].filter(Boolean).join('\n')
    return { ok: true, json: textOf(text) }
  }
  return { ok: false, refusal: { ok: false, isFinal: true, reason: 'WeChat cannot show this.' } }
}

function wordsWith({ text, choices }: Extract<Content, { kind: 'text' }>): Record<string, unknown> {
  if (!choices) return textOf(writtenOut(text))
  const list = choices.map(({ id, label }) => ({ id, content: label }))
  return { msgtype: 'msgmenu', msgmenu: { head_content: cutBytes(writtenOut(text)), list, tail_content: '' } }
}

function textOf(text: string) {
  return { msgtype: 'text', text: { content: cutBytes(text) } }
}

const TEXT_BYTES = 2048

function cutBytes(text: string): string {
  let cut = cutText(text, TEXT_BYTES)
  while (Buffer.byteLength(cut) > TEXT_BYTES) cut = cutText(cut, cut.length - 1)
  return cut
}

/** A file is handed over before it is sent. */
async function uploaded(kind: 'image' | 'voice', url: string, line: WeChatLine): Promise<Written> {
  const file = await line.ask({ method: 'GET', url, maxBytes: FILE_BYTES })
  if (!file.ok || file.status !== 200)
    return {
      ok: false,
      refusal: { ok: false, isFinal: file.ok, reason: 'The file could not be read from its address.' },
    }
  const type = file.headers['content-type'] ?? 'application/octet-stream'
  const value = { fileName: nameOf(url, kind), type, body: file.bytes }
  const { answer } = await askWeChat(line, {
    method: 'POST',
    path: `/cgi-bin/media/upload?type=${kind}`,
    parts: [{ name: 'media', value }],
  })
  const media_id = answer.ok ? Uploaded.safeParse(answer.json).data?.media_id : undefined
  // A file that was handed over in vain is seen by nobody.
  if (!media_id) return { ok: false, refusal: { ...refusedBy(answer), isInDoubt: false } }
  return { ok: true, json: { msgtype: kind, [kind]: { media_id } } }
}

/** They tell the kind of a file by the end of its name. */
function nameOf(url: string, kind: 'image' | 'voice'): string {
  const [, ending] = /\.([a-z0-9]{1,5})$/i.exec(URL.parse(url)?.pathname ?? '') ?? []
  return `file.${ending ?? (kind === 'image' ? 'jpg' : 'mp3')}`
}
