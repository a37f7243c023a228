/** One card, or several side by side to go through by swiping, with arrows or by keyboard. */
/** @jsxImportSource preact */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Card } from '../../../shared/messages.ts'
import { Buttons } from './buttons.tsx'
import { Formatted } from './formatted.tsx'
import { Icon } from './icons.tsx'
import type { Incoming } from './wire.ts'
import type { Speech } from './words.ts'

interface CardsProps {
  cards: readonly Card[]
  words: Speech['words']
  onAnswer: (answer: Incoming) => void
}

export function Cards({ cards, ...rest }: CardsProps) {
  const [only] = cards
  return only && cards.length === 1 ? <CardView card={only} {...rest} /> : <Carousel cards={cards} {...rest} />
}

function Carousel({ cards, words, onAnswer }: CardsProps) {
  const box = useRef<HTMLUListElement | null>(null)
  const [ends, setEnds] = useState({ isFirst: true, isLast: false })

  function look(): void {
    const { scrollLeft = 0, scrollWidth = 0, clientWidth = 0 } = box.current ?? {}
    const isFirst = Math.abs(scrollLeft) < 8
    const isLast = Math.abs(scrollLeft) + clientWidth > scrollWidth - 8
    setEnds((old) => (old.isFirst === isFirst && old.isLast === isLast ? old : { isFirst, isLast }))
  }
  useLayoutEffect(look, [])

  function go(way: 1 | -1): void {
    const list = box.current
    if (!list) return
    const turn = getComputedStyle(list).direction === 'rtl' ? -1 : 1
    const width = list.firstElementChild?.getBoundingClientRect().width ?? list.clientWidth
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
    list.scrollBy({ left: way * turn * (width + 8), behavior: isStill ? 'auto' : 'smooth' })
  }

  return (
    <div class="carousel">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has only a keyboard must be able to scroll it. */}
      <ul ref={box} onScroll={look} tabIndex={0} aria-label={words.cards}>
        {cards.map((card, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was said never moves
          <li key={index}>
            <CardView card={card} words={words} onAnswer={onAnswer} />
          </li>
        ))}
      </ul>
      <div class="arrows">
        <Arrow side="left" label={words.previous} isEnd={ends.isFirst} onClick={() => go(-1)} />
        <Arrow side="right" label={words.next} isEnd={ends.isLast} onClick={() => go(1)} />
      </div>
    </div>
  )
}

interface ArrowProps {
  side: 'left' | 'right'
  label: string
  /** Nothing comes further that way; the button stays, so that the focus has its place. */
  isEnd: boolean
  onClick: () => void
}

function Arrow({ side, label, isEnd, onClick }: ArrowProps) {
  return (
    <button type="button" class="arrow" aria-label={label} aria-disabled={isEnd} onClick={onClick}>
      <Icon name={side} size={20} />
    </button>
  )
}

function CardView({ card, words, onAnswer }: { card: Card } & Omit<CardsProps, 'cards'>) {
  const [isBroken, setBroken] = useState(false)
  return (
    <article class="card">
      {card.image && !isBroken && (
        <img src={card.image} alt="" loading="lazy" referrerpolicy="no-referrer" onError={() => setBroken(true)} />
      )}
      <div class="lines" dir="auto">
        <strong>{card.title}</strong>
        {card.text && (
          <p class="more">
            <Formatted text={card.text} newTab={words.newTab} />
          </p>
        )}
      </div>
      {card.buttons && card.buttons.length > 0 && <Buttons buttons={card.buttons} words={words} onAnswer={onAnswer} />}
    </article>
  )
}
