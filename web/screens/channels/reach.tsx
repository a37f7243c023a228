/** On how many channels the bot speaks, and on which it may: an omni bot on all, a page bot on one Page or business (W4). */
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import type { Bot } from '../../../shared/bots.ts'
import { CHANNELS_LIMIT, type ChannelInfo } from '../../../shared/channels.ts'
import classes from './channels.module.css'

export function Reach({ bot, channels }: { bot: Bot; channels: ChannelInfo[] }) {
  const { t } = useLingui()
  const used = channels.filter(({ isAlwaysThere, connected }) => isAlwaysThere || connected).length
  const isFull = used >= CHANNELS_LIMIT
  const isPage = bot.kind === 'page'
  return (
    <div className={classes.reach}>
      <div className={classes.reachHead}>
        <Text component="span" fw={500} data-tabular>
          {isPage
            ? plural(used, { one: 'Speaks on # channel', other: 'Speaks on # channels' })
            : t`Speaks on ${used} of ${CHANNELS_LIMIT} channels`}
        </Text>
        {!isPage && <Pips used={used} />}
      </div>
      <Text size="sm" c="dimmed">
        {isPage ? <PageWords channels={channels} /> : <OmniWords isFull={isFull} />}
      </Text>
    </div>
  )
}

function Pips({ used }: { used: number }) {
  return (
    <span className={classes.pips} aria-hidden="true">
      {Array.from({ length: CHANNELS_LIMIT }, (_, index) => index).map((index) => (
        <span key={index} data-used={index < used} />
      ))}
    </span>
  )
}

function OmniWords({ isFull }: { isFull: boolean }) {
  if (isFull) return <Trans>These are all that an omni bot may have. To connect another, disconnect one first.</Trans>
  return <Trans>An omni bot may speak on every channel there is, on up to eight at once.</Trans>
}

function PageWords({ channels }: { channels: ChannelInfo[] }) {
  const family = channels.find(({ connected, page }) => connected && page)?.page
  if (family === 'facebook')
    return <Trans>A page bot keeps to one Page: its Messenger and its Instagram profile, besides web chat.</Trans>
  if (family === 'google')
    return <Trans>A page bot keeps to one Google business: its reviews and its RCS agent, besides web chat.</Trans>
  return (
    <Trans>
      A page bot speaks for one Facebook Page or one Google business, besides web chat. That is why other channels are
      not offered here; they are for the omni bot.
    </Trans>
  )
}
