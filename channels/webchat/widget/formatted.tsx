/** Text as text: whatever stands in it, only what `formatting.ts` knows becomes an element (attacks 86, 87). */
/** @jsxImportSource preact */
import { type Piece, piecesOf } from '../../../shared/formatting.ts'

export function Formatted({ text, newTab }: { text: string; newTab: string }) {
  return <Pieces pieces={piecesOf(text)} newTab={newTab} />
}

function Pieces({ pieces, newTab }: { pieces: readonly Piece[]; newTab: string }) {
  return pieces.map((piece) => {
    switch (piece.kind) {
      case 'text':
        return piece.text
      case 'code':
        return <code key={piece.at}>{piece.text}</code>
      case 'link':
        return (
          <a key={piece.at} href={piece.href} target="_blank" rel="noopener noreferrer nofollow ugc">
            {piece.text}
            <span class="unseen"> {newTab}</span>
          </a>
        )
      default: {
        const Element = ELEMENTS[piece.kind]
        return (
          <Element key={piece.at}>
            <Pieces pieces={piece.pieces} newTab={newTab} />
          </Element>
        )
      }
    }
  })
}

const ELEMENTS = { bold: 'strong', italic: 'em', struck: 's' } as const
