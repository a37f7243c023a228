/** Figures of this moment, each a link to where it comes from. */
import { useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconInbox, IconMessages, IconRobot } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { $api, refresh } from '../../api.ts'
import { useNumber } from '../../kit/reader.ts'
import { useLive } from '../../live.ts'
import { useMay, useWorkspace } from '../../me.ts'
import classes from './home.module.css'

/** As many as one page of a list brings; beyond it we say "more than". */
const MOST = 100
const DAY_MS = 86_400_000

export function Figures() {
  const { t } = useLingui()
  const { id, bots, unread } = useWorkspace()
  const number = useNumber()
  const mayChat = useMay('live-chat:use')
  const maySeeErrors = useMay('error-logs:view')
  const open = useOpenConversations(mayChat)
  const errors = useErrorsOfToday(maySeeErrors)
  const base = `/w/${id}`
  return (
    <ul className={classes.figures}>
      <Figure label={t`Bots`} value={number(bots)} icon={<IconRobot size={18} stroke={1.6} />} href={`${base}/bots`} />
      {mayChat && (
        <>
          <Figure
            label={t`Open conversations`}
            value={open}
            icon={<IconMessages size={18} stroke={1.6} />}
            href={`${base}/live-chat`}
          />
          <Figure
            label={t`Unread by the team`}
            value={number(unread)}
            icon={<IconInbox size={18} stroke={1.6} />}
            href={`${base}/live-chat`}
          />
        </>
      )}
      {maySeeErrors && (
        <Figure
          label={t`Errors in 24 hours`}
          value={errors}
          icon={<IconAlertTriangle size={18} stroke={1.6} />}
          href={`${base}/error-logs`}
        />
      )}
    </ul>
  )
}

interface FigureProps {
  label: string
  /** undefined while it loads */
  value: string | undefined
  icon: ReactNode
  href: string
}

function Figure({ label, value, icon, href }: FigureProps) {
  return (
    <li>
      <Link to={href} className={classes.figure}>
        <span className={classes.figureLabel}>
          {icon}
          {label}
        </span>
        <span className={classes.figureValue} data-tabular>
          {value ?? <Skeleton component="span" height={28} width={40} />}
        </span>
      </Link>
    </li>
  )
}

function useOpenConversations(isAllowed: boolean): string | undefined {
  const path = { workspace: useWorkspace().id }
  const count = useCount()
  const conversations = $api.useQuery(
    'get',
    '/api/workspaces/{workspace}/conversations',
    { params: { path, query: { status: 'open', limit: MOST } } },
    { enabled: isAllowed },
  )
  useLive(['conversation.started', 'conversation.resolved', 'conversation.reopened', 'message.received'], () =>
    refresh('/api/workspaces/{workspace}/conversations'),
  )
  return conversations.data && count(conversations.data.data.length, conversations.data.hasMore)
}

function useErrorsOfToday(isAllowed: boolean): string | undefined {
  const path = { workspace: useWorkspace().id }
  const count = useCount()
  const errors = $api.useQuery(
    'get',
    '/api/workspaces/{workspace}/error-logs',
    { params: { path, query: { state: 'open', limit: MOST } } },
    { enabled: isAllowed },
  )
  useLive(['error.recorded', 'error.fixed'], () => refresh('/api/workspaces/{workspace}/error-logs'))
  if (!errors.data) return undefined
  const since = Date.now() - DAY_MS
  const fresh = errors.data.data.filter(({ at }) => Date.parse(at) > since)
  return count(fresh.length, errors.data.hasMore && fresh.length === MOST)
}

function useCount(): (count: number, hasMore: boolean) => string {
  const number = useNumber()
  return (count, hasMore) => (hasMore ? `${number(count)}+` : number(count))
}
