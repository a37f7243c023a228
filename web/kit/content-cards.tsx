/** One card, or several side by side. */
import { useLingui } from '@lingui/react/macro'
import type { Card } from '../../shared/messages.ts'
import classes from './content.module.css'
import { Buttons, type OnTap } from './content-answers.tsx'
import { sourceOf } from './content-media.tsx'
import { Formatted } from './formatted.tsx'

export function Cards({ cards, onTap }: { cards: readonly Card[]; onTap: OnTap }) {
  const { t } = useLingui()
  const [only] = cards
  if (only && cards.length === 1) return <CardView card={only} onTap={onTap} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <ul className={classes.carousel} aria-label={t`Cards`} tabIndex={0}>
      {cards.map((card, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was said never moves
        <li key={index}>
          <CardView card={card} onTap={onTap} />
        </li>
      ))}
    </ul>
  )
}

function CardView({ card, onTap }: { card: Card; onTap: OnTap }) {
  const picture = sourceOf(card.image)
  return (
    <article className={classes.card}>
      {picture && <img src={picture} alt="" loading="lazy" referrerPolicy="no-referrer" />}
      <div className={classes.cardWords}>
        <strong>{card.title}</strong>
        {card.text && (
          <p className={classes.dim}>
            <Formatted text={card.text} />
          </p>
        )}
      </div>
      {card.buttons && card.buttons.length > 0 && <Buttons buttons={card.buttons} onTap={onTap} />}
    </article>
  )
}
