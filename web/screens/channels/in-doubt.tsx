/** What becomes of a message of which the provider cannot say whether it arrived. */
import { useLingui } from '@lingui/react/macro'
import { Radio, Stack } from '@mantine/core'
import { CHANNEL_DEFINITIONS } from '../../../channels/definitions.ts'
import type { Bot } from '../../../shared/bots.ts'
import { type ChannelInfo, InDoubt as Choice, type ConnectedChannel } from '../../../shared/channels.ts'
import { $api } from '../../api.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { Part } from '../../kit/sheet.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { refreshChannels, usePath } from './channel-list.ts'

export function InDoubt({ info, connected, bot }: { info: ChannelInfo; connected: ConnectedChannel; bot: Bot }) {
  const { t } = useLingui()
  const path = usePath(bot, info)
  const change = $api.useMutation('patch', '/api/workspaces/{workspace}/bots/{bot}/channels/{channel}/settings', {
    onSuccess: async () => {
      await refreshChannels()
      toast(t`Saved`)
    },
  })
  // Where the same message sent twice counts once, nothing is ever in doubt.
  if (CHANNEL_DEFINITIONS.find(({ name }) => name === info.name)?.repeat === 'harmless') return null
  const shown = change.isPending ? change.variables.body.inDoubt : connected.settings.inDoubt
  return (
    <Part title={t`When it is not known whether a message arrived`}>
      <Radio.Group
        inputWrapperOrder={['label', 'description', 'input', 'error']}
        aria-label={t`When it is not known whether a message arrived`}
        description={t`This happens when the connection breaks at the moment of sending.`}
        value={shown ?? 'hold'}
        onChange={(picked) => change.mutate({ params: { path }, body: { inDoubt: Choice.parse(picked) } })}
      >
        <Stack gap="xs" mt="sm">
          <Radio
            value="hold"
            label={t`Hold it for a member`}
            description={t`Somebody decides in live chat; later messages of that conversation wait.`}
          />
          <Radio
            value="resend"
            label={t`Send it again`}
            description={t`Nothing waits, but now and then somebody gets a message twice.`}
          />
        </Stack>
      </Radio.Group>
      <ProblemNote error={change.error} />
    </Part>
  )
}
