/** The bots as cards: the same as in the table, with more room for each. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import type { Bot } from '../../../shared/bots.ts'
import { useLate } from '../../kit/late.ts'
import { Time } from '../../kit/time.tsx'
import { BotMenu } from './bot-menu.tsx'
import { BotName, BotState, BotWeek } from './bot-state.tsx'
import classes from './bots.module.css'

interface BotCardsProps {
  rows: Bot[] | undefined
  onDelete: (bot: Bot) => void
}

export function BotCards({ rows, onDelete }: BotCardsProps) {
  const { t } = useLingui()
  if (!rows) return <Waiting />
  return (
    <ul className={classes.cards} aria-label={t`Bots`}>
      {rows.map((bot) => (
        <li key={bot.id} className={classes.card}>
          <div className={classes.cardHead}>
            <BotName bot={bot} />
            <BotMenu bot={bot} onDelete={() => onDelete(bot)} />
          </div>
          <BotState bot={bot} />
          <div className={classes.cardFoot}>
            <BotWeek bot={bot} />
            <span className={classes.changed}>
              <Trans>
                Changed <Time at={bot.updatedAt} show="relative" />
              </Trans>
            </span>
          </div>
        </li>
      ))}
    </ul>
  )
}

function Waiting() {
  const isLate = useLate()
  return (
    <div className={classes.cards} aria-busy="true">
      {['first', 'second', 'third'].map((each) => (
        <Skeleton key={each} height={156} radius="md" visible={isLate} />
      ))}
    </div>
  )
}
