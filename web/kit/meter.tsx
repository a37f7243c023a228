/** How much of a limit is used: bar, numbers and per cent; from 80 % it warns, at 100 % it says so (L2). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Progress, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react'
import { useId } from 'react'
import { useNumber } from './reader.ts'

interface MeterProps {
  label: string
  used: number
  /** null: no limit */
  limit: number | null
}

export function Meter({ label, used, limit }: MeterProps) {
  const number = useNumber()
  const id = useId()
  const share = limit === null ? 0 : limit === 0 ? 1 : used / limit
  const level = share >= 1 ? 'full' : share >= 0.8 ? 'near' : 'fine'
  const shownUsed = number(used)
  const shownLimit = limit === null ? '' : number(limit)
  return (
    <div>
      <Group justify="space-between" gap="xs" mb={8} wrap="nowrap">
        <Text id={id} size="md" fw={500}>
          {label}
        </Text>
        <Text component="span" size="sm" c="dimmed" data-tabular>
          {limit === null ? (
            <Trans>{shownUsed} used, no limit</Trans>
          ) : (
            <Trans>
              {shownUsed} of {shownLimit}
            </Trans>
          )}
        </Text>
      </Group>
      {limit !== null && (
        <>
          <Progress.Root>
            <Progress.Section value={Math.min(100, share * 100)} color={COLOURS[level]} aria-labelledby={id} />
          </Progress.Root>
          <Notice level={level} share={share} />
        </>
      )}
    </div>
  )
}

const COLOURS = { fine: 'teal.6', near: 'var(--sb-warning-text)', full: 'var(--sb-danger-text)' } as const

function Notice({ level, share }: { level: keyof typeof COLOURS; share: number }) {
  const { t } = useLingui()
  const percent = useNumber()(share, { style: 'percent' })
  const words = {
    fine: t`${percent} used`,
    near: t`${percent} used, nearly full`,
    full: t`${percent} used, limit reached`,
  }
  const Icon = { fine: null, near: IconAlertTriangle, full: IconCircleX }[level]
  const colour = { fine: 'dimmed', near: 'var(--sb-warning-text)', full: 'var(--sb-danger-text)' }[level]
  return (
    <Group gap={4} mt={6} c={colour}>
      {Icon && <Icon size={14} aria-hidden="true" />}
      <Text component="span" size="xs" data-tabular>
        {words[level]}
      </Text>
    </Group>
  )
}
