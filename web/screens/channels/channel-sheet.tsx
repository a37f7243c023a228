/** A channel from near: connecting it step by step, what came of that, and looking after it. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Stack, Text } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import type { ChannelInfo, ConnectedChannel } from '../../../shared/channels.ts'
import { useChannelTexts } from '../../kit/channel-texts.ts'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { Sheet, SheetHead, useKept } from '../../kit/sheet.tsx'
import { ChannelState, ChannelTile } from './channel-card.tsx'
import { Connect } from './connect.tsx'
import { Connected } from './connected.tsx'
import { Result } from './result.tsx'

interface ChannelSheetProps {
  info: ChannelInfo | undefined
  bot: Bot
  mayConnect: boolean
  onClose: () => void
}

export function ChannelSheet({ info, bot, mayConnect, onClose }: ChannelSheetProps) {
  const { _ } = useWords()
  const shown = useKept(info)
  return (
    <Sheet isOpen={info !== undefined} onClose={onClose} title={shown && _(CHANNEL_WORDS[shown.name])}>
      {shown && <Channel key={shown.name} info={shown} bot={bot} mayConnect={mayConnect} onClose={onClose} />}
    </Sheet>
  )
}

type Stage = { kind: 'look' | 'again' } | { kind: 'done'; connected: ConnectedChannel }

function Channel({ info, bot, mayConnect, onClose }: ChannelSheetProps & { info: ChannelInfo }) {
  const text = useChannelTexts()
  const [stage, setStage] = useState<Stage>({ kind: 'look' })
  const { connected } = info
  return (
    <Stack gap="xl">
      <SheetHead
        sign={<ChannelTile channel={info.name} />}
        text={text(info.description)}
        state={<ChannelState info={info} />}
      />
      {mayConnect ? (
        <Body info={info} bot={bot} stage={stage} onStage={setStage} onClose={onClose} />
      ) : (
        <Text size="sm" c="dimmed">
          {connected ? (
            <Trans>Admins and owners who may edit this bot look after its channels.</Trans>
          ) : (
            <Trans>Ask an admin or owner to connect this channel.</Trans>
          )}
        </Text>
      )}
    </Stack>
  )
}

interface BodyProps {
  info: ChannelInfo
  bot: Bot
  stage: Stage
  onStage: (stage: Stage) => void
  onClose: () => void
}

function Body({ info, bot, stage, onStage, onClose }: BodyProps) {
  const { connected } = info
  const onDone = (done: ConnectedChannel) => onStage({ kind: 'done', connected: done })
  if (stage.kind === 'done') return <Result connected={stage.connected} bot={bot} onClose={onClose} />
  if (!connected || connected.status === 'connecting')
    return (
      <>
        {connected && <CutOff />}
        {info.blockedBy === 'limit' ? <Full /> : <Connect info={info} bot={bot} onDone={onDone} />}
      </>
    )
  if (stage.kind === 'again')
    return (
      <Connect info={info} bot={bot} before={connected} onDone={onDone} onCancel={() => onStage({ kind: 'look' })} />
    )
  return (
    <Connected
      info={info}
      connected={connected}
      bot={bot}
      onReconnect={() => onStage({ kind: 'again' })}
      onClose={onClose}
    />
  )
}

function CutOff() {
  const { t } = useLingui()
  return (
    <Alert color="yellow" icon={<IconPlugConnectedX size={18} />} title={t`Connecting was not finished`}>
      <Trans>It was interrupted, or somebody is doing it right now. You can begin again after three minutes.</Trans>
    </Alert>
  )
}

function Full() {
  return (
    <Text size="sm" c="dimmed">
      <Trans>The bot speaks on eight channels. Disconnect one to make room for this one.</Trans>
    </Text>
  )
}
