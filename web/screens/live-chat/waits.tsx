/** How long somebody waits for the team's answer; louder the longer it is. */
import { useLingui } from '@lingui/react/macro'
import { IconClock } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Conversation } from '../../../shared/conversations.ts'
import { useReader } from '../../kit/reader.ts'
import classes from './waits.module.css'

const MINUTE = 60_000
const SOON = 5
const LATE = 30

export function Waits({ conversation }: { conversation: Conversation }) {
  const { t } = useLingui()
  const { language } = useReader()
  const now = useNow()
  const { status, handler, lastAuthor, lastMessageAt } = conversation
  if (status === 'resolved' || handler === 'bot' || lastAuthor === 'member') return null
  const minutes = Math.max(1, Math.floor((now - Date.parse(lastMessageAt)) / MINUTE))
  const shown = duration(minutes, language)
  return (
    <span
      className={classes.waits}
      data-tone={minutes >= LATE ? 'late' : minutes >= SOON ? 'soon' : undefined}
      title={t`Waiting for ${shown}`}
    >
      <IconClock size={13} aria-hidden="true" />
      {shown}
    </span>
  )
}

/** 5 → "5 min", 130 → "2 hr" */
function duration(minutes: number, language: string): string {
  const [value, unit] =
    minutes < 60 ? [minutes, 'minute'] : minutes < 1440 ? [minutes / 60, 'hour'] : [minutes / 1440, 'day']
  return new Intl.NumberFormat(language, { style: 'unit', unit: String(unit), unitDisplay: 'short' }).format(
    Math.floor(Number(value)),
  )
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE / 2)
    return () => clearInterval(timer)
  }, [])
  return now
}
