/** What an account gives to bots, which permissions it is asked for, and what is read and kept of it. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Code } from '@mantine/core'
import type { ReactNode } from 'react'
import { Part } from '../../kit/sheet.tsx'
import classes from './integrations.module.css'

export function WhatItGives({ name }: { name: string }) {
  const { t } = useLingui()
  const facts = FACTS[name]
  if (!facts) return null
  return (
    <Part title={t`Data and permissions`}>
      <ul className={classes.abilities}>{facts()}</ul>
    </Part>
  )
}

const FACTS: Record<string, () => ReactNode> = {
  facebook: () => (
    <>
      <li>
        <strong>
          <Trans>Messages of Pages, Instagram profiles and WhatsApp numbers</Trans>
        </strong>
        <span>
          <Trans>
            Bots read and answer what people write there, once a channel is connected to them. Posts, comments and
            friends are not read.
          </Trans>
        </span>
      </li>
      <li>
        <strong>
          <Trans>Asked for at Facebook</Trans>
        </strong>
        <span>
          <Code>pages_show_list</Code> <Code>pages_messaging</Code> <Code>pages_manage_metadata</Code>{' '}
          <Code>pages_read_engagement</Code> <Code>business_management</Code> <Code>instagram_basic</Code>{' '}
          <Code>instagram_manage_messages</Code> <Code>whatsapp_business_management</Code>{' '}
          <Code>whatsapp_business_messaging</Code>
        </span>
      </li>
      <Kept>
        <Trans>The name of the account, and its token, encrypted.</Trans>
      </Kept>
    </>
  ),
  'google-business': () => (
    <>
      <li>
        <strong>
          <Trans>Reviews of your businesses</Trans>
        </strong>
        <span>
          <Trans>Bots and members read them and answer publicly, once a channel is connected to a business.</Trans>
        </span>
      </li>
      <li>
        <strong>
          <Trans>Messages of RCS agents</Trans>
        </strong>
        <span>
          <Trans>With the key of a service account that may send for them.</Trans>
        </span>
      </li>
      <li>
        <strong>
          <Trans>Asked for at Google</Trans>
        </strong>
        <span>
          <Code>business.manage</Code> <Code>openid</Code> <Code>email</Code>
        </span>
      </li>
      <Kept>
        <Trans>The e-mail address of the account, and its token, encrypted.</Trans>
      </Kept>
    </>
  ),
  twilio: () => <TextMessages />,
  signalwire: () => <TextMessages />,
  messagemedia: () => <TextMessages />,
}

function TextMessages() {
  return (
    <>
      <li>
        <strong>
          <Trans>Numbers and senders</Trans>
        </strong>
        <span>
          <Trans>
            They are listed when a bot is connected to SMS. Of the one that is picked, the address for incoming messages
            is set, and put back when the channel is disconnected.
          </Trans>
        </span>
      </li>
      <li>
        <strong>
          <Trans>Text messages</Trans>
        </strong>
        <span>
          <Trans>
            Sent at the account’s cost. When a send broke off, the last messages to that number are looked up.
          </Trans>
        </span>
      </li>
      <Kept>
        <Trans>The name of the account, and its keys, encrypted.</Trans>
      </Kept>
    </>
  )
}

function Kept({ children }: { children: ReactNode }) {
  return (
    <li>
      <strong>
        <Trans>What is kept of it</Trans>
      </strong>
      <span>{children}</span>
    </li>
  )
}
