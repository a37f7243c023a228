/** What one does at each provider before a channel is connected, with the names of its menus. */
import { Trans } from '@lingui/react/macro'
import { Anchor, Code } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ChannelName } from '../../../shared/channel-limits.ts'

interface Guide {
  /** where it is done: a brand, which is the same in every language */
  isAt: string
  steps: () => ReactNode
}

function Out({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Anchor href={href} target="_blank" rel="noreferrer" underline="always" inherit>
      {children}
    </Anchor>
  )
}

export const CHANNEL_GUIDES: Partial<Record<ChannelName, Guide>> = {
  telegram: {
    isAt: 'Telegram',
    steps: () => (
      <>
        <li>
          <Trans>
            Write to <Out href="https://t.me/BotFather">@BotFather</Out>: <Code>/newbot</Code> makes a new bot. For a
            bot that you have, send <Code>/mybots</Code>, choose it, and press “API Token”.
          </Trans>
        </li>
        <li>
          <Trans>Copy the token. It looks like 123456789:AAH…</Trans>
        </li>
        <li>
          <Trans>A bot answers in one place only: another program that uses this token stops hearing people.</Trans>
        </li>
      </>
    ),
  },
  messenger: {
    isAt: 'Meta',
    steps: () => (
      <>
        <li>
          <Trans>
            In your app at <Out href="https://developers.facebook.com/apps">developers.facebook.com</Out> add the
            products “Messenger” and “Webhooks”.
          </Trans>
        </li>
        <li>
          <Trans>
            Before Meta has reviewed the app, only people with a role in it are heard. Ask for “Advanced access” to{' '}
            <Code>pages_messaging</Code> under “App Review”.
          </Trans>
        </li>
      </>
    ),
  },
  instagram: {
    isAt: 'Meta',
    steps: () => (
      <>
        <li>
          <Trans>Make the profile a professional one, and join it to a Facebook Page of your account.</Trans>
        </li>
        <li>
          <Trans>
            In Instagram: “Settings → Messages and story replies → Message controls → Connected tools”, switch on “Allow
            access to messages”.
          </Trans>
        </li>
        <li>
          <Trans>
            In your app at <Out href="https://developers.facebook.com/apps">developers.facebook.com</Out> add the
            product “Messenger” with its Instagram settings.
          </Trans>
        </li>
      </>
    ),
  },
  whatsapp: {
    isAt: 'Meta',
    steps: () => (
      <>
        <li>
          <Trans>
            In your app at <Out href="https://developers.facebook.com/apps">developers.facebook.com</Out> add the
            product “WhatsApp”, and a number to a WhatsApp Business account.
          </Trans>
        </li>
        <li>
          <Trans>
            A number that is new to the Cloud API needs a PIN of six digits: think of one, or take the one of its
            two-step verification.
          </Trans>
        </li>
        <li>
          <Trans>
            The id of the account stands in the app under “WhatsApp → API Setup”. It is only needed where the number is
            not offered below.
          </Trans>
        </li>
      </>
    ),
  },
  line: {
    isAt: 'LINE',
    steps: () => (
      <>
        <li>
          <Trans>
            In the <Out href="https://manager.line.biz">LINE Official Account Manager</Out> open the account, “Settings
            → Messaging API”, and press “Enable Messaging API”.
          </Trans>
        </li>
        <li>
          <Trans>
            In the <Out href="https://developers.line.biz/console/">LINE Developers console</Out> open the channel. Copy
            “Channel secret” and “Channel ID” from “Basic settings”.
          </Trans>
        </li>
      </>
    ),
  },
  google: {
    isAt: 'Google',
    steps: () => (
      <>
        <li>
          <Trans>
            In the <Out href="https://business-communications.cloud.google.com">developer console</Out> open the RCS for
            Business agent. Its id ends in @rbm.goog.
          </Trans>
        </li>
        <li>
          <Trans>Under “Integrations → Webhook”, copy the “Client token”, and leave that page open.</Trans>
        </li>
        <li>
          <Trans>Under “Service account”, create a key and keep its JSON file.</Trans>
        </li>
      </>
    ),
  },
  'google-reviews': {
    isAt: 'Google',
    steps: () => (
      <>
        <li>
          <Trans>
            Ask Google for{' '}
            <Out href="https://developers.google.com/my-business/content/prereqs">
              access to the Business Profile APIs
            </Out>{' '}
            for your Cloud project. Before it is granted, every request is refused.
          </Trans>
        </li>
        <li>
          <Trans>
            In the project switch on: My Business Account Management, My Business Business Information, My Business
            Notifications, and Google My Business.
          </Trans>
        </li>
        <li>
          <Trans>
            Only for reviews within seconds: make a Pub/Sub topic, and let{' '}
            <Code>mybusiness-api-pubsub@system.gserviceaccount.com</Code> publish to it.
          </Trans>
        </li>
      </>
    ),
  },
  viber: {
    isAt: 'Viber',
    steps: () => (
      <>
        <li>
          <Trans>A chatbot is made on commercial terms, with Viber or one of its partners.</Trans>
        </li>
        <li>
          <Trans>
            In the <Out href="https://partners.viber.com">Viber Admin Panel</Out> open the bot, “Edit info”, and copy
            “Your app key” (the token).
          </Trans>
        </li>
      </>
    ),
  },
  slack: {
    isAt: 'Slack',
    steps: () => (
      <>
        <li>
          <Trans>
            At <Out href="https://api.slack.com/apps">api.slack.com/apps</Out> press “Create New App → From scratch”,
            and choose your Slack workspace.
          </Trans>
        </li>
        <li>
          <Trans>
            “OAuth & Permissions”: add the bot token scopes <Code>chat:write</Code> <Code>im:history</Code>{' '}
            <Code>im:write</Code> <Code>users:read</Code> <Code>files:read</Code> <Code>reactions:read</Code>
          </Trans>
        </li>
        <li>
          <Trans>“App Home”: switch on the “Messages Tab”, and let people send messages from it.</Trans>
        </li>
        <li>
          <Trans>“Install App”: install it, and copy the “Bot User OAuth Token”.</Trans>
        </li>
        <li>
          <Trans>“Basic Information”: copy the “Signing Secret”.</Trans>
        </li>
      </>
    ),
  },
  wechat: {
    isAt: 'WeChat',
    steps: () => (
      <>
        <li>
          <Trans>
            At <Out href="https://mp.weixin.qq.com">mp.weixin.qq.com</Out> sign in to a verified service account. Other
            kinds of accounts may not answer people.
          </Trans>
        </li>
        <li>
          <Trans>
            “Settings and development → Basic configuration”: copy AppID and AppSecret, and put the IP address of this
            server on the allow list.
          </Trans>
        </li>
        <li>
          <Trans>Think of a token of 3 to 32 letters and digits. You write it here and, afterwards, at WeChat.</Trans>
        </li>
      </>
    ),
  },
}
