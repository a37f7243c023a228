/** Our mark: a switchboard with one line plugged through. */
import { Group, Text } from '@mantine/core'
import classes from './logo.module.css'

export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false" className={classes.mark}>
      <rect width="32" height="32" rx="8" className={classes.plate} />
      <path d="M9.5 10.5c7 0 6 11 13 11" className={classes.line} />
      <circle cx="9.5" cy="10.5" r="3" className={classes.plug} />
      <circle cx="22.5" cy="21.5" r="3" className={classes.plug} />
      <circle cx="22.5" cy="10.5" r="2.1" className={classes.socket} />
      <circle cx="9.5" cy="21.5" r="2.1" className={classes.socket} />
    </svg>
  )
}

export function Logo({ size = 24 }: { size?: number }) {
  return (
    <Group gap={10} wrap="nowrap">
      <Mark size={size} />
      <Text component="span" className={classes.word}>
        Switchboard
      </Text>
    </Group>
  )
}
