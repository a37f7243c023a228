/** Whether a new bot speaks everywhere at once, or for one site. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Radio, Stack, Text } from '@mantine/core'
import type { Bot } from '../../../shared/bots.ts'

interface KindChoiceProps {
  value: Bot['kind']
  onChange: (kind: Bot['kind']) => void
  /** the one that the workspace has already */
  omni: Bot | undefined
}

export function KindChoice({ value, onChange, omni }: KindChoiceProps) {
  const { t } = useLingui()
  const name = omni?.name
  const choose = (kind: string) => onChange(kind === 'omni' ? 'omni' : 'page')
  return (
    <Radio.Group label={t`Kind`} value={value} onChange={choose}>
      <Stack gap="sm" mt={4}>
        <Radio
          size="xs"
          value="omni"
          disabled={omni !== undefined}
          label={t`Omni bot`}
          description={
            name
              ? t`${name} is the omni bot of this workspace; there can be one.`
              : t`Speaks on all channels at once. One per workspace.`
          }
        />
        <Radio
          size="xs"
          value="page"
          label={t`Page bot`}
          description={t`For one site, Page or business. As many as your plan allows.`}
        />
      </Stack>
      {omni && (
        <Text size="xs" c="dimmed" mt={8}>
          <Trans>To make another bot the omni bot, delete the present one first.</Trans>
        </Text>
      )}
    </Radio.Group>
  )
}
