/** What can be tapped below a message: buttons that stay, answers that go away, several at once, and stars. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, Button as PlainButton, Rating } from '@mantine/core'
import { IconExternalLink, IconPhone } from '@tabler/icons-react'
import { useState } from 'react'
import { askedOf, type Star } from '../../shared/asked.ts'
import { hrefOf } from '../../shared/formatting.ts'
import type { Button, Choice, Content, Incoming } from '../../shared/messages.ts'
import classes from './content.module.css'

export type OnTap = ((answer: Incoming) => void) | undefined

export function Buttons({ buttons, onTap }: { buttons: readonly Button[]; onTap: OnTap }) {
  return (
    <div className={classes.answers} data-stay="">
      {buttons.map((button, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was said never moves
        <OneButton key={index} button={button} onTap={onTap} />
      ))}
    </div>
  )
}

function OneButton({ button, onTap }: { button: Button; onTap: OnTap }) {
  if (button.kind === 'reply') return <Tap choice={button} onTap={onTap} />
  const href = button.kind === 'link' ? hrefOf(button.url) : hrefOf(`tel:${button.phone.replace(/[^\d+*#]/g, '')}`)
  const Icon = button.kind === 'link' ? IconExternalLink : IconPhone
  return (
    <a className={classes.tap} href={href ?? undefined} target="_blank" rel="noopener noreferrer nofollow">
      <Icon size={14} aria-hidden="true" />
      {button.label}
    </a>
  )
}

/** One answer: a button where it can be tapped, else only shown. */
export function Tap({ choice, onTap }: { choice: Choice; onTap: OnTap }) {
  const { id, label } = choice
  if (!onTap)
    return (
      <span className={classes.tap} data-shown="">
        {label}
      </span>
    )
  return (
    <button type="button" className={classes.tap} onClick={() => onTap({ kind: 'choice', id, label })}>
      {label}
    </button>
  )
}

/** The answers that go away: quick replies, several to check, or stars. */
export function Choices({ content, onTap }: { content: Content; onTap: OnTap }) {
  const { stars, many, buttons } = askedOf(content)
  const shown = many && !onTap ? [...many.choices, ...buttons] : buttons
  return (
    <>
      {stars.length > 0 && <Stars stars={stars} onTap={onTap} />}
      {many && onTap && <Many {...many} onTap={onTap} />}
      {shown.length > 0 && (
        <div className={classes.answers}>
          {shown.map((choice) => (
            <Tap key={choice.id} choice={choice} onTap={onTap} />
          ))}
        </div>
      )}
    </>
  )
}

interface ManyProps {
  choices: readonly Choice[]
  least: number
  most: number
  onTap: (answer: Incoming) => void
}

function Many({ choices, least, most, onTap }: ManyProps) {
  const [picked, setPicked] = useState<string[]>([])
  const send = () => {
    const labels = choices.filter(({ id }) => picked.includes(id)).map(({ label }) => label)
    onTap({ kind: 'choices', ids: choices.map(({ id }) => id).filter((id) => picked.includes(id)), labels })
  }
  return (
    <div className={classes.many}>
      <Checkbox.Group value={picked} onChange={setPicked} maxSelectedValues={most}>
        <div className={classes.stack}>
          {choices.map(({ id, label, description }) => (
            <Checkbox key={id} size="md" value={id} label={label} description={description} />
          ))}
        </div>
      </Checkbox.Group>
      <PlainButton size="xs" disabled={picked.length < least || picked.length > most} onClick={send}>
        <Trans>Send</Trans>
      </PlainButton>
    </div>
  )
}

function Stars({ stars, onTap }: { stars: readonly Star[]; onTap: OnTap }) {
  const { t } = useLingui()
  return (
    <Rating
      size="lg"
      count={stars.length}
      readOnly={!onTap}
      aria-label={t`Rating`}
      onChange={(count) => {
        const star = stars[count - 1]
        if (star) onTap?.(star.answer)
      }}
    />
  )
}
