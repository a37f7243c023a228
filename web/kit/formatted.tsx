/** A message text with its simple formatting; whatever stands in it, only what `formatting.ts` knows becomes an element. */
import { Trans } from '@lingui/react/macro'
import { VisuallyHidden } from '@mantine/core'
import { type Piece, piecesOf } from '../../shared/formatting.ts'

const ELEMENTS = { bold: 'strong', italic: 'em', struck: 's' } as const

export function Formatted({ text }: { text: string }) {
  return <Pieces pieces={piecesOf(text)} />
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece) => <PieceView key={piece.at} piece={piece} />)
}

function PieceView({ piece }: { piece: Piece }) {
  if (piece.kind === 'text') return piece.text
  if (piece.kind === 'code') return <code>{piece.text}</code>
  if (piece.kind === 'link') {
    return (
      <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow ugc">
        {piece.text}
        <VisuallyHidden>
          {' '}
          <Trans>(opens in a new tab)</Trans>
        </VisuallyHidden>
      </a>
    )
  }
  const Element = ELEMENTS[piece.kind]
  return (
    <Element>
      <Pieces pieces={piece.pieces} />
    </Element>
  )
}
