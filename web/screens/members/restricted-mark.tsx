/** Says that somebody has only named bots, and how many (M3). */
import { Plural, useLingui } from '@lingui/react/macro'
import { Group, Tooltip } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'

export function RestrictedMark({ count }: { count: number }) {
  const { t } = useLingui()
  return (
    <Tooltip label={t`Restricted access: only the named bots`}>
      <Group component="span" gap={4} wrap="nowrap" c="dimmed" fz="xs">
        <IconLock size={14} stroke={1.6} aria-hidden="true" />
        <Plural value={count} one="# bot" other="# bots" />
      </Group>
    </Tooltip>
  )
}
