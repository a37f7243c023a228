/** After a bot was brought in: that it is there as a draft, what must be looked at, and the way to it. */
import { Trans } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { LinkButton } from '../../kit/links.tsx'
import { useWorkspace } from '../../me.ts'
import { Report, type ReportLine } from './report.tsx'

export interface Made {
  bot: { id: string; name: string }
  report: readonly ReportLine[]
  /** flows were added to a bot that was there */
  isAdded?: boolean
}

export function BroughtIn({ made, onClose }: { made: Made; onClose: () => void }) {
  const { id } = useWorkspace()
  const { bot, report, isAdded = false } = made
  const { name } = bot
  return (
    <Stack gap="md">
      <Text role="status">
        {isAdded ? (
          <Trans>
            The flows are in <strong>{name}</strong> as drafts. Nobody sees them until you publish them.
          </Trans>
        ) : (
          <Trans>
            <strong>{name}</strong> is here as a draft. Nobody sees it until you publish it.
          </Trans>
        )}
      </Text>
      <Report lines={report} botId={bot.id} nothing={<Trans>Everything came along. It works as it is.</Trans>} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
        <LinkButton to="/w/$workspaceId/bots/$botId" params={{ workspaceId: id, botId: bot.id }} data-autofocus>
          <Trans>Open the bot</Trans>
        </LinkButton>
      </Group>
    </Stack>
  )
}
