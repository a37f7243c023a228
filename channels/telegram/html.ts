/** Simple formatting in the little HTML that Telegram reads. */
import { type Piece, piecesOf } from '../../shared/formatting.ts'

const TAGS = { bold: 'b', italic: 'i', struck: 's' } as const

/** The text as HTML, everything in it escaped. */
export function htmlOf(text: string): string {
  return piecesOf(text).map(htmlOfPiece).join('')
}

function htmlOfPiece(piece: Piece): string {
  if (piece.kind === 'text') return escaped(piece.text)
  if (piece.kind === 'code') return `<code>${escaped(piece.text)}</code>`
  if (piece.kind === 'link') return linkOf(piece)
  const tag = TAGS[piece.kind]
  return `<${tag}>${piece.pieces.map(htmlOfPiece).join('')}</${tag}>`
}

/** Numbers and addresses of letters are found by Telegram itself where they stand in the text, and nowhere else. */
function linkOf({ text, href }: { text: string; href: string }): string {
  if (/^https?:/.test(href)) return `<a href="${escaped(href)}">${escaped(text)}</a>`
  const address = href.replace(/^(mailto|tel):/, '')
  return escaped(text.includes(address) ? text : `${text} (${address})`)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
