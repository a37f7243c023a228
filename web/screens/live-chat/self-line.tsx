/** One self of a person: the channel it is on, its name, and under that how it is reached there. */
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ChannelName } from '../../../shared/channel-limits.ts'
import { ChannelIcon } from '../../kit/channel-icon.tsx'
import classes from './self-line.module.css'

interface SelfLineProps {
  channel: ChannelName
  name: ReactNode
  detail: string
  /** what can be done with it, or a mark, at the right */
  children?: ReactNode
}

export function SelfLine({ channel, name, detail, children }: SelfLineProps) {
  return (
    <span className={classes.self}>
      <ChannelIcon channel={channel} />
      <span className={classes.words}>
        {name}
        <Text component="span" size="xs" c="dimmed">
          {detail}
        </Text>
      </span>
      {children}
    </span>
  )
}
