/** Says what the bots' clock shows now in a timezone, ticking (W10). */
import { Trans } from '@lingui/react/macro'
import { Code } from '@mantine/core'
import { useTick } from './tick.ts'

export function BotTime({ timezone }: { timezone: string }) {
  const time = clockIn(timezone)
  useTick()
  return (
    <Trans>
      <Code>BOT_CURRENT_TIME</Code> is now <span data-tabular>{time}</span>. Your bots and schedules follow this zone.
    </Trans>
  )
}

/** As the engine writes it: hours from 00 to 23 and minutes, whatever the reader's habits are. */
function clockIn(timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format()
}
