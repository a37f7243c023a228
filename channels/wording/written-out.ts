/** Formatted text as a channel without formatting shows it: marks away, and addresses behind the words they stand for. */
import { type Piece, piecesOf } from '../../shared/formatting.ts'

export function writtenOut(text: string): string {
  return piecesOf(text).map(written).join('')
}

function written(piece: Piece): string {
  if ('pieces' in piece) return piece.pieces.map(written).join('')
  if (piece.kind !== 'link' || isSame(piece.text, piece.href)) return piece.text
  return `${piece.text} (${piece.href})`
}

/** «www.acme.test» and «https://www.acme.test/» are the same to a reader. */
function isSame(text: string, href: string): boolean {
  const bare = (address: string) =>
    address
      .toLowerCase()
      .replace(/^(https?:\/\/|mailto:|tel:)/, '')
      .replace(/\/$/, '')
  return bare(text) === bare(href)
}
