/** Things side by side: each says what it is and how it stands, and the whole card leads to it where there is a way. */
import { Anchor, type AnchorProps, Skeleton, Text, Title } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import classes from './card.module.css'
import { useLate } from './late.ts'

interface CardsProps {
  /** compact: four in a row of a wide page, else three */
  size?: 'normal' | 'compact'
  children: ReactNode
}

export function Cards({ size = 'normal', children }: CardsProps) {
  return (
    <ul className={classes.cards} data-size={size}>
      {children}
    </ul>
  )
}

interface CardProps {
  sign: ReactNode
  /** words, or a CardLink where the card leads somewhere */
  title: ReactNode
  /** which heading it is: 2 right under the page's title, 3 in a section */
  order?: 2 | 3
  /** a quiet line under the title */
  under?: ReactNode
  text: ReactNode
  /** how it stands; a second element goes to the right */
  foot: ReactNode
}

export function Card({ sign, title, order = 2, under, text, foot }: CardProps) {
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        {sign}
        <div className={classes.words}>
          <Title order={order} className={classes.title}>
            {title}
          </Title>
          {under && (
            <Text component="span" size="xs" c="dimmed">
              {under}
            </Text>
          )}
        </div>
      </div>
      <Text size="sm" c="dimmed" className={classes.text}>
        {text}
      </Text>
      <div className={classes.foot}>{foot}</div>
    </li>
  )
}

type Plain = Omit<ComponentPropsWithRef<'a'>, 'style' | 'color'>

/** The title as a link that the whole card belongs to. */
export const CardLink = createLink((props: AnchorProps & Plain) => (
  <Anchor {...props} underline="never" className={classes.link} />
))

interface WaitingCardsProps extends Pick<CardsProps, 'size'> {
  count?: number
}

/** What stands there until the cards are known. */
export function WaitingCards({ count = 3, size = 'normal' }: WaitingCardsProps) {
  const isLate = useLate()
  return (
    <div className={classes.cards} data-size={size} aria-busy="true">
      {Array.from({ length: count }, (_, index) => index).map((index) => (
        <Skeleton key={index} height={156} radius="md" visible={isLate} />
      ))}
    </div>
  )
}
