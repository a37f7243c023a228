/** What one does by hand at a provider once a channel is connected, since providers do not let a program do it. */
import { Trans } from '@lingui/react/macro'
import { Code } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ChannelName } from '../../../shared/channel-limits.ts'
import type { ConnectedChannel } from '../../../shared/channels.ts'

type Steps = () => ReactNode

/** Nothing where the channel has done all of it. */
export function leftToDo({ channel, registered }: ConnectedChannel): Steps | undefined {
  const always = ALWAYS[channel]
  if (always) return always
  return registered.some(({ label }) => /^(Left to do|To do)/.test(label)) ? SOMETIMES[channel] : undefined
}

const ALWAYS: Partial<Record<ChannelName, Steps>> = {
  slack: () => (
    <>
      <li>
        <Trans>
          “Event Subscriptions” of your Slack app: switch on, paste the request URL from below, and subscribe to the bot
          event <Code>message.im</Code>
        </Trans>
      </li>
      <li>
        <Trans>“Interactivity & Shortcuts”: switch on, and paste the same request URL.</Trans>
      </li>
    </>
  ),
  wechat: () => (
    <li>
      <Trans>
        “Basic configuration → Server configuration” at WeChat: enter the URL from below, your token, the EncodingAESKey
        and the way of encryption, then switch it on.
      </Trans>
    </li>
  ),
  google: () => (
    <li>
      <Trans>
        “Integrations → Webhook” of the agent in the developer console: paste the address from below. Google asks at
        once whether it answers.
      </Trans>
    </li>
  ),
}

const meta: Steps = () => (
  <li>
    <Trans>
      In your app at developers.facebook.com, under “Webhooks”: enter the callback URL and the verify token from below,
      and subscribe to the fields.
    </Trans>
  </li>
)

const SOMETIMES: Partial<Record<ChannelName, Steps>> = {
  messenger: meta,
  instagram: meta,
  line: () => (
    <>
      <li>
        <Trans>“Messaging API → Webhook settings” in the LINE Developers console: switch on “Use webhook”.</Trans>
      </li>
      <li>
        <Trans>“Response settings” of the account: switch off auto-response, or people get two answers.</Trans>
      </li>
    </>
  ),
  'google-reviews': () => (
    <li>
      <Trans>
        In your Google Cloud project: make a push subscription of the topic to the address from below, with
        authentication on.
      </Trans>
    </li>
  ),
}
