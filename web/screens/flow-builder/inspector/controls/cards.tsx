/** Cards side by side: picture, title, text and buttons of each, in the order in which they are swiped. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Collapse, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { z } from 'zod'
import { CARDS_LIMIT } from '../../../../../shared/messages.ts'
import { ChannelHint } from '../channel-hint.tsx'
import type { ControlProps } from '../control.ts'
import { Button, ButtonRows, replyIds } from './buttons.tsx'
import { longest } from './choices.tsx'
import classes from './controls.module.css'
import { freeId } from './ids.ts'
import { MediaField } from './media.tsx'
import { Rows } from './rows.tsx'
import { ValueText } from './value-text.tsx'

const Card = z.object({
  title: z.string(),
  text: z.string().optional(),
  image: z.string().optional(),
  buttons: z.array(Button).catch([]),
})
type Card = z.output<typeof Card>
const Cards = z.array(Card).catch([])

export function CardsControl({ field, value, set, faultAt }: ControlProps) {
  const { t } = useLingui()
  const cards = Cards.parse(value)
  const taken = cards.flatMap(({ buttons }) => replyIds(buttons))
  const copyOf = (card: Card): Card => {
    const used = [...taken]
    const buttons = card.buttons.map((button) => {
      if (button.kind !== 'reply') return button
      const id = freeId('button', used)
      used.push(id)
      return { ...button, id }
    })
    return { ...card, buttons }
  }
  return (
    <div className={classes.group}>
      <Rows
        label={field.label}
        description={field.description}
        error={faultAt()}
        rows={cards}
        onChange={set}
        nameOf={(index) => t`Card ${index + 1}`}
        fresh={() => ({ title: '', buttons: [] })}
        copyOf={copyOf}
        add={t`Add a card`}
        least={1}
        most={CARDS_LIMIT}
        look="card"
      >
        {(card, index, setCard) => (
          <CardFields
            card={card}
            number={index + 1}
            isFirstOpen={cards.length <= 3}
            onChange={setCard}
            taken={taken}
            faultAt={(path) => faultAt(`${index}/${path}`)}
          />
        )}
      </Rows>
      <ChannelHint of="cards" counts={{ count: cards.length, title: longest(cards.map(({ title }) => title)) }} />
    </div>
  )
}

interface CardFieldsProps {
  card: Card
  number: number
  isFirstOpen: boolean
  onChange: (card: Card) => void
  taken: readonly string[]
  faultAt: (path: string) => string | undefined
}

function CardFields({ card, number, isFirstOpen, onChange, taken, faultAt }: CardFieldsProps) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(isFirstOpen)
  return (
    <>
      <UnstyledButton className={classes.fold} onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
        <span className={classes.foldTitle}>{card.title || <Trans>Card {number}</Trans>}</span>
        <IconChevronDown size={14} data-open={isOpen || undefined} aria-hidden="true" />
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        {isOpen && (
          <div className={classes.group}>
            <ValueText
              label={t`Title of card ${number}`}
              isLabelHidden
              placeholder={t`Title`}
              maxLength={200}
              value={card.title}
              onChange={(title) => onChange({ ...card, title })}
              error={faultAt('title')}
            />
            <ValueText
              label={t`Text of card ${number}`}
              isLabelHidden
              placeholder={t`Text`}
              isLong
              minRows={2}
              maxLength={1000}
              value={card.text ?? ''}
              onChange={(text) => onChange({ ...card, text: text || undefined })}
              error={faultAt('text')}
            />
            <MediaField
              label={t`Picture of card ${number}`}
              isLabelHidden
              kind="image"
              value={card.image ?? ''}
              onChange={(image) => onChange({ ...card, image: image || undefined })}
              error={faultAt('image')}
            />
            <ButtonRows
              label={t`Buttons of card ${number}`}
              buttons={card.buttons}
              onChange={(buttons) => onChange({ ...card, buttons })}
              taken={taken}
              faultAt={(path) => faultAt(path === undefined ? 'buttons' : `buttons/${path}`)}
            />
          </div>
        )}
      </Collapse>
    </>
  )
}
