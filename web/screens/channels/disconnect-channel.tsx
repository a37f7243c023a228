/** Disconnects a channel after saying what falls silent. */
import { useLingui as useWords } from '@lingui/react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Skeleton, Stack, Text } from '@mantine/core'
import type { Bot } from '../../../shared/bots.ts'
import type { ChannelImpact, ChannelInfo } from '../../../shared/channels.ts'
import { $api } from '../../api.ts'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { DangerFoot } from '../../kit/form-foot.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { CHANNEL, refreshChannels, usePath } from './channel-list.ts'
import classes from './channels.module.css'

interface DisconnectChannelProps {
  info: ChannelInfo
  bot: Bot
  onCancel: () => void
  onDone: () => void
}

export function DisconnectChannel({ info, bot, onCancel, onDone }: DisconnectChannelProps) {
  const { t } = useLingui()
  const { _ } = useWords()
  const path = usePath(bot, info)
  const name = _(CHANNEL_WORDS[info.name])
  const impact = $api.useQuery(
    'get',
    '/api/workspaces/{workspace}/bots/{bot}/channels/{channel}/impact',
    { params: { path } },
    { staleTime: 0 },
  )
  const disconnect = $api.useMutation('delete', CHANNEL, {
    onSuccess: async () => {
      onDone()
      toast(t`${name} is disconnected`)
      await refreshChannels()
    },
  })
  return (
    <Stack gap="md">
      <Text c="dimmed">
        <Trans>
          The bot is silent there at once, and its keys are forgotten. Conversations stay in live chat, but cannot be
          answered until the channel is connected again.
        </Trans>
      </Text>
      {impact.data ? <Silenced impact={impact.data} /> : !impact.error && <Skeleton height={20} />}
      <DangerFoot
        error={disconnect.error ?? impact.error}
        isBusy={disconnect.isPending}
        onCancel={onCancel}
        onAct={() => disconnect.mutate({ params: { path } })}
      >
        <Trans>Disconnect</Trans>
      </DangerFoot>
    </Stack>
  )
}

function Silenced({ impact: { openConversations, flows } }: { impact: ChannelImpact }) {
  return (
    <>
      <Text>
        <Plural
          value={openConversations}
          _0="No conversation is open there."
          one="One open conversation breaks off."
          other="# open conversations break off."
        />
      </Text>
      {flows.length > 0 && (
        <div>
          <Text mb={4}>
            <Plural
              value={flows.length}
              one="One flow has a part for this channel:"
              other="# flows have parts for this channel:"
            />
          </Text>
          <ul className={classes.flows}>
            {flows.map((flow) => (
              <li key={flow.id}>{flow.name}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
