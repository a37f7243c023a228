/** Connects a channel, or gives it new keys: the account, what to do at the provider, the keys, and where the bot is to speak. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import type { ChannelInfo, ConnectedChannel } from '../../../shared/channels.ts'
import { $api } from '../../api.ts'
import { useChannelTexts } from '../../kit/channel-texts.ts'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { FormFoot } from '../../kit/form-foot.tsx'
import { ServiceProblem } from '../../kit/notes.tsx'
import { PartField } from '../integrations/part-field.tsx'
import { secretParts } from '../integrations/secret-parts.ts'
import { AccountStep } from './account-step.tsx'
import { useAccount } from './accounts.ts'
import { useChannelForm } from './channel-form.ts'
import { CHANNEL_GUIDES } from './channel-guides.tsx'
import { CHANNEL, refreshChannels, usePath } from './channel-list.ts'
import classes from './channels.module.css'
import { PlaceStep } from './place-step.tsx'

interface ConnectProps {
  info: ChannelInfo
  bot: Bot
  /** the channel that gets new keys */
  before?: ConnectedChannel
  onDone: (connected: ConnectedChannel) => void
  onCancel?: () => void
}

/** Channels that can be connected without picking a place of the account. */
const PLACE_IS_OPTIONAL = ['whatsapp', 'google']

export function Connect({ info, bot, before, onDone, onCancel }: ConnectProps) {
  const { t } = useLingui()
  const { _ } = useWords()
  const text = useChannelTexts()
  const path = usePath(bot, info)
  const account = useAccount(info, before?.integration ?? null)
  const [place, setPlace] = useState<string | null>(null)
  const [missing, setMissing] = useState<string | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const form = useChannelForm(info)
  const name = _(CHANNEL_WORDS[info.name])
  const parts = secretParts(info.form)
  const formId = useId()
  const picksPlace = info.hasPlaces && !before
  const needsPlace = picksPlace && !PLACE_IS_OPTIONAL.includes(info.name)

  const shared = {
    onMutate: () => setProblem(null),
    onSuccess: async (connected: ConnectedChannel) => {
      onDone(connected)
      await refreshChannels()
    },
    onError: (error: unknown) => {
      setProblem(form.showRefusal(error))
      void refreshChannels()
    },
  }
  const first = $api.useMutation('post', CHANNEL, shared)
  const anew = $api.useMutation('put', CHANNEL, shared)
  const save = before ? anew : first
  const submit = (values: Record<string, string>) => {
    if (needsPlace && place === null) return setMissing(t`Pick one of them.`)
    const integration = account.chosen?.name
    save.mutate({
      params: { path },
      body: { form: values, ...(place !== null && { place }), ...(integration !== undefined && { integration }) },
    })
  }
  const guide = CHANNEL_GUIDES[info.name]
  const hasKeys = parts.length > 0
  // The account has a form of its own, so the button belongs to this one by its id.
  const own = { id: formId, noValidate: true, onSubmit: form.onSubmit(submit) }
  return (
    <Stack gap="xl">
      {before && (
        <Text size="sm" c="dimmed">
          <Trans>What is connected now is used until the new keys have been tried and accepted.</Trans>
        </Text>
      )}
      <ol className={classes.steps}>
        {info.through.length > 0 && (
          <Step title={t`Your account`}>
            <AccountStep account={account} />
          </Step>
        )}
        {guide && (
          <Step title={t`At ${guide.isAt}`}>
            <ol className={classes.guide}>{guide.steps()}</ol>
          </Step>
        )}
        {account.isReady && hasKeys && (
          <Step title={t`What ${name} needs to know`}>
            <form {...own}>
              <Stack gap="md">
                {parts.map((part) => (
                  <PartField key={part.key} part={part} word={text} field={form.fieldOf(part.key)} />
                ))}
              </Stack>
            </form>
          </Step>
        )}
        {account.isReady && picksPlace && (
          <Step title={t`Where the bot speaks`}>
            <PlaceStep
              info={info}
              bot={bot}
              integration={account.chosen?.name}
              value={place}
              isOptional={!needsPlace}
              error={missing}
              onChange={(picked) => {
                setPlace(picked)
                setMissing(null)
              }}
            />
          </Step>
        )}
      </ol>
      {!hasKeys && <form {...own} />}
      <ServiceProblem error={problem} title={t`${name} was not connected`} word={text} />
      {account.isReady && (
        <FormFoot form={formId} isBusy={save.isPending} onCancel={onCancel}>
          {before ? t`Reconnect ${name}` : t`Connect ${name}`}
        </FormFoot>
      )}
    </Stack>
  )
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li>
      <h3>{title}</h3>
      {children}
    </li>
  )
}
