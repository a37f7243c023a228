/** Around every tab of a bot: its name in the breadcrumb, its state, the tabs, and what one may do. */
import { useLingui as useWords } from '@lingui/react'
import { useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import { $api } from '../../api.ts'
import { useCrumb } from '../../frame/crumbs.ts'
import { NotFound } from '../../frame/not-found.tsx'
import { Guarded } from '../../frame/workspace-frame.tsx'
import { useLate } from '../../kit/late.ts'
import { LinkTabs } from '../../kit/link-tabs.tsx'
import { Page } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { StatusDot } from '../../kit/status-dot.tsx'
import { useLive } from '../../live.ts'
import { useWorkspace } from '../../me.ts'
import { Problem } from '../../problem.ts'
import { refreshBots } from '../bots/bot-list.ts'
import { STATUS_WORDS } from '../bots/bot-words.ts'
import classes from './bot.module.css'

interface BotPageProps {
  action?: (bot: Bot) => ReactNode
  width?: 'normal' | 'full' | 'bleed'
  children: (bot: Bot) => ReactNode
}

export function BotPage(props: BotPageProps) {
  return (
    <Guarded needs="bots:view">
      <WithBot {...props} />
    </Guarded>
  )
}

function WithBot({ action, width = 'normal', children }: BotPageProps) {
  const bot = useBot()
  if (bot.error instanceof Problem && bot.error.status === 404) return <NotFound />
  const shown = bot.data
  return (
    <Page
      title={shown?.name ?? ''}
      lead={shown ? <State bot={shown} /> : '\u00a0'}
      action={shown && action?.(shown)}
      width={width}
      tabs={<Tabs />}
    >
      <ProblemNote error={bot.error} onRetry={() => void bot.refetch()} />
      {shown ? children(shown) : !bot.error && <Waiting />}
    </Page>
  )
}

/** The bot of the URL, kept fresh. */
function useBot() {
  const { id } = useWorkspace()
  const { botId = '' } = useParams({ strict: false })
  useLive(['bot.updated', 'bot.deleted', 'flow.saved', 'flow.published', 'flow.rolled-back'], () => refreshBots())
  const bot = $api.useQuery('get', '/api/workspaces/{workspace}/bots/{bot}', {
    params: { path: { workspace: id, bot: botId } },
  })
  useCrumb(bot.data?.name, `/w/${id}/bots/${botId}`)
  return bot
}

function Tabs() {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const { botId = '' } = useParams({ strict: false })
  const base = `/w/${id}/bots/${botId}`
  return (
    <LinkTabs
      label={t`Parts of the bot`}
      tabs={[
        { label: t`Flow`, href: base },
        { label: t`Versions`, href: `${base}/versions` },
        { label: t`Fields`, href: `${base}/fields` },
        { label: t`Channels`, href: `${base}/channels`, also: [`${base}/web-chat`] },
        { label: t`Settings`, href: `${base}/settings` },
      ]}
    />
  )
}

function State({ bot }: { bot: Bot }) {
  const { t } = useLingui()
  const { _ } = useWords()
  const isNew = bot.publishedAt === null
  return (
    <span className={classes.state}>
      <StatusDot
        tone={isNew ? 'waiting' : bot.status === 'live' ? 'good' : 'off'}
        label={isNew ? t`Not published yet` : _(STATUS_WORDS[bot.status])}
      />
      {!isNew && bot.hasUnpublishedChanges && <StatusDot tone="info" label={t`Unpublished changes`} />}
    </span>
  )
}

function Waiting() {
  const isLate = useLate()
  return <Skeleton height={320} visible={isLate} />
}
