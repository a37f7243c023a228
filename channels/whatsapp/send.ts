/** Says what `fit` made of a message in the words of the Cloud API. */
import { z } from 'zod'
import { type Piece, piecesOf } from '../../shared/formatting.ts'
import { fileNameOf } from '../../shared/message-line.ts'
import { type Button, type Content, cutText } from '../../shared/messages.ts'
import type { Delivery, Line, Outgoing, Recipient } from '../channel.ts'
import { deliveryOf, granted, graph } from '../meta/graph.ts'
import { writtenOut } from '../wording/written-out.ts'
import type { whatsappDefinition } from './definition.ts'

type WhatsAppLine = Line<typeof whatsappDefinition>
type Kind<K extends Content['kind']> = Extract<Content, { kind: K }>
type Media = Extract<Content, { url: string }>
type Body = Record<string, unknown>

/** Sends one part of a message; its key comes back with what becomes of it. */
export async function send(message: Outgoing, to: Recipient, line: WhatsAppLine): Promise<Delivery> {
  const answer = await graph(line, {
    method: 'POST',
    path: `/${line.secrets.numberId}/messages`,
    token: line.through.secrets.userToken,
    json: {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      ...(isUserId(to.address) ? { recipient: to.address } : { to: to.address }),
      ...bodyOf(message.content),
      biz_opaque_callback_data: message.key,
    },
  })
  const id = granted(answer, Sent)?.messages[0]?.id
  return id ? { ok: true, externalId: id } : deliveryOf(answer, 'WhatsApp')
}

/** Shows that somebody types, on the last message of the person; it counts as read by it. */
export async function type(to: Recipient, line: WhatsAppLine): Promise<void> {
  if (!to.replyWith) return
  await graph(line, {
    method: 'POST',
    path: `/${line.secrets.numberId}/messages`,
    token: line.through.secrets.userToken,
    json: {
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: to.replyWith,
      typing_indicator: { type: 'text' },
    },
  })
}

const Sent = z.object({ messages: z.array(z.object({ id: z.string().min(1) })) })

/** «DE.4711»: the business's own name of a person, who may hide their number. */
function isUserId(address: string): boolean {
  return /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]+$/.test(address)
}

function bodyOf(content: Content): Body {
  const { buttons = [], choices = [] } = content
  if (content.kind === 'list') return listOf(content)
  if (content.kind === 'location') return placeOf(content)
  if (content.kind === 'template') return templateOf(content)
  if (content.kind === 'cards') return textOf(content.cards.map(({ title }) => title).join('\n'))
  const replies = [...buttons.flatMap(replyOf), ...choices]
  const others = buttons.filter(({ kind }) => kind !== 'reply')
  const [only] = others
  if (replies.length === 0 && others.length === 1 && only?.kind === 'link') return linkOf(content, only)
  const text = [content.text, ...others.map(inWords)].filter(Boolean).join('\n')
  const said = { ...content, text }
  if (replies.length === 0) return said.kind === 'text' ? textOf(text) : mediaOf(said)
  return replies.length <= 3 ? buttonsOf(said, replies) : choicesOf(text, replies)
}

const TEXT = 4096
const BODY = 1024
const NOTHING = '👇'

function textOf(text: string): Body {
  return { type: 'text', text: { body: cutText(written(text), TEXT), preview_url: true } }
}

function mediaOf(media: Media): Body {
  const type = media.kind === 'file' ? 'document' : media.kind
  const caption = media.text && media.kind !== 'audio' ? { caption: cutText(written(media.text), BODY) } : {}
  return { type, [type]: { ...fileOf(media), ...caption } }
}

function fileOf(media: Media): Body {
  return { link: media.url, ...(media.kind === 'file' && { filename: cutText(fileNameOf(media) || 'file', 240) }) }
}

function placeOf({ latitude, longitude, name, address }: Kind<'location'>): Body {
  const words = { ...(name && { name: writtenOut(name) }), ...(address && { address: writtenOut(address) }) }
  return { type: 'location', location: { latitude, longitude, ...words } }
}

function templateOf({ name, language, parameters }: Kind<'template'>): Body {
  const filled = parameters.map((text) => ({ type: 'text', text: inOneLine(text) }))
  const components = filled.length > 0 ? [{ type: 'body', parameters: filled }] : []
  return { type: 'template', template: { name, language: { code: language }, components } }
}

/** WhatsApp takes no empty parameters, and no line breaks in them. */
function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim() || '–'
}

interface Reply {
  id: string
  label: string
  description?: string | undefined
}

function buttonsOf(content: Kind<'text'> | Media, replies: readonly Reply[]): Body {
  const buttons = replies.map(({ id, label }) => ({ type: 'reply', reply: { id, title: shortLabel(label, 20) } }))
  return interactive('button', content, { buttons })
}

function choicesOf(text: string, replies: readonly Reply[]): Body {
  return interactive(
    'list',
    { kind: 'text', text },
    { button: '☰', sections: [{ rows: replies.slice(0, 10).map(rowOf) }] },
  )
}

function listOf({ text, button, sections }: Kind<'list'>): Body {
  const shown = sections.map(({ title, rows }, index) => ({
    // Where there are several, each must have a heading.
    ...((title || sections.length > 1) && { title: shortLabel(title || String(index + 1), 24) }),
    rows: rows.map(rowOf),
  }))
  return interactive('list', { kind: 'text', text }, { button: shortLabel(button, 20), sections: shown })
}

function linkOf(content: Kind<'text'> | Media, { label, url }: Extract<Button, { kind: 'link' }>): Body {
  const parameters = { display_text: shortLabel(label, 20), url }
  return interactive('cta_url', content, { name: 'cta_url', parameters })
}

function interactive(type: string, content: Kind<'text'> | Media, action: Body): Body {
  const body = { text: cutText(written(content.text ?? ''), BODY) || NOTHING }
  const header = content.kind === 'text' || content.kind === 'audio' ? {} : { header: headerOf(content) }
  return { type: 'interactive', interactive: { type, ...header, body, action } }
}

function headerOf(media: Media): Body {
  const type = media.kind === 'file' ? 'document' : media.kind
  return { type, [type]: fileOf(media) }
}

function rowOf({ id, label, description }: Reply): Body {
  return {
    id,
    title: shortLabel(label, 24),
    ...(description && { description: cutText(writtenOut(description), 72) }),
  }
}

function shortLabel(label: string, most: number): string {
  return cutText(writtenOut(label), most)
}

function replyOf(button: Button): Reply[] {
  return button.kind === 'reply' ? [button] : []
}

function inWords(button: Button): string {
  if (button.kind === 'link') return `${button.label}: ${button.url}`
  return button.kind === 'call' ? `${button.label}: ${button.phone}` : button.label
}

const MARKS = { bold: '*', italic: '_', struck: '~' } as const

/** WhatsApp's own marks; an address stands behind the words of its link. */
function written(text: string): string {
  return piecesOf(text).map(writtenPiece).join('')
}

function writtenPiece(piece: Piece): string {
  if ('pieces' in piece) {
    const mark = MARKS[piece.kind]
    return `${mark}${piece.pieces.map(writtenPiece).join('')}${mark}`
  }
  if (piece.kind === 'code') return `\`${piece.text}\``
  if (piece.kind === 'link') return writtenOut(`[${piece.text}](${piece.href})`)
  return piece.text
}
