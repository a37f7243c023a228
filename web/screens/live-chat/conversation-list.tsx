/** The conversations, the newest first: whose, which, found by name or words; what is unread stands out. */
import { Trans, useLingui } from '@lingui/react/macro'
import { SegmentedControl, Select, Skeleton } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import { $api } from '../../api.ts'
import { Empty, NoResults } from '../../kit/empty.tsx'
import { useLate } from '../../kit/late.ts'
import { LinkButton } from '../../kit/links.tsx'
import { BY_CURSOR, LoadMore } from '../../kit/load-more.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { SearchField } from '../../kit/search-field.tsx'
import { useWorkspace } from '../../me.ts'
import { useBots } from '../bots/bot-list.ts'
import classes from './conversation-list.module.css'
import { ConversationRow } from './conversation-row.tsx'
import { type LiveChatSearch, VIEWS } from './search.ts'

const QUERIES = {
  mine: { assignee: 'me' },
  unassigned: { handler: 'member', assignee: 'nobody' },
  all: {},
} as const

export function ConversationList() {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const filters = useSearch({ from: '/frame/w/$workspaceId/live-chat' })
  const { conversation, view = 'all', status = 'open', bot, search } = filters
  const show = useFilters()
  const list = useRef<HTMLUListElement>(null)
  const query = { ...QUERIES[view], status: status === 'any' ? undefined : status, bot, search, limit: 30 }
  const conversations = $api.useInfiniteQuery(
    'get',
    '/api/workspaces/{workspace}/conversations',
    { params: { path: { workspace: id }, query } },
    { ...BY_CURSOR, placeholderData: (previous) => previous },
  )
  const rows = conversations.data?.pages.flatMap((page) => page.data)
  const isFiltered = Boolean(search || bot || view !== 'all' || status !== 'open')
  return (
    <section className={classes.list} aria-label={t`Conversations`}>
      <Filters />
      <div className={classes.rows}>
        <ProblemNote error={conversations.error} onRetry={() => void conversations.refetch()} />
        {!rows && !conversations.error && <Loading />}
        {rows && rows.length > 0 && (
          <ul ref={list} className={classes.plain} onKeyDown={(event) => moveFocus(event, list.current)}>
            {rows.map((row) => (
              <ConversationRow key={row.id} conversation={row} isCurrent={row.id === conversation} filters={filters} />
            ))}
          </ul>
        )}
        {rows?.length === 0 &&
          (isFiltered ? (
            <NoResults
              onClear={() => show({ view: undefined, status: undefined, bot: undefined, search: undefined })}
            />
          ) : (
            <NoConversations />
          ))}
        <LoadMore query={conversations} />
      </div>
    </section>
  )
}

function Filters() {
  const { t } = useLingui()
  const { view = 'all', status = 'open', bot, search } = useSearch({ from: '/frame/w/$workspaceId/live-chat' })
  const show = useFilters()
  const bots = useBots()
  const names = { mine: t`Mine`, unassigned: t`Unassigned`, all: t`All` }
  return (
    <search className={classes.filters}>
      <SegmentedControl
        aria-label={t`Whose conversations`}
        fullWidth
        data={VIEWS.map((value) => ({ value, label: names[value] }))}
        value={view}
        onChange={(chosen) => show({ view: VIEWS.find((each) => each === chosen && each !== 'all') })}
      />
      <SearchField
        label={t`Search conversations`}
        value={search ?? ''}
        onSearch={(text) => show({ search: text || undefined })}
      />
      <div className={classes.selects}>
        <Select
          aria-label={t`State`}
          data={[
            { value: 'open', label: t({ message: 'Open', context: 'state' }) },
            { value: 'resolved', label: t`Resolved` },
            { value: 'any', label: t`Open and resolved` },
          ]}
          value={status}
          onChange={(chosen) => show({ status: chosen === 'resolved' || chosen === 'any' ? chosen : undefined })}
        />
        <Select
          aria-label={t`Bot`}
          data={[
            { value: '', label: t`All bots` },
            ...(bots.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={bot ?? ''}
          onChange={(chosen) => show({ bot: chosen || undefined })}
        />
      </div>
    </search>
  )
}

function NoConversations() {
  const { t } = useLingui()
  const { id } = useWorkspace()
  return (
    <Empty
      drawing="chats"
      title={t`No open conversations`}
      action={
        <LinkButton to="/w/$workspaceId/bots" params={{ workspaceId: id }} variant="default">
          <Trans>Go to the bots</Trans>
        </LinkButton>
      }
    >
      <Trans>As soon as somebody writes to one of your bots, the conversation appears here.</Trans>
    </Empty>
  )
}

function Loading() {
  const isLate = useLate()
  return Array.from({ length: 6 }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
    <div key={index} className={classes.waiting}>
      <Skeleton circle height={36} visible={isLate} />
      <div className={classes.grow}>
        <Skeleton height={12} width="50%" visible={isLate} />
        <Skeleton height={10} mt={8} visible={isLate} />
      </div>
    </div>
  ))
}

/** Arrow keys go from row to row. */
function moveFocus(event: React.KeyboardEvent, list: HTMLElement | null): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || !list) return
  const links: Array<Element | null> = [...list.querySelectorAll('a')]
  const next = links[links.indexOf(document.activeElement) + step]
  event.preventDefault()
  if (next instanceof HTMLElement) next.focus()
}

/** Writes filters into the URL; typing does not fill the history. */
function useFilters(): (change: Partial<LiveChatSearch>) => void {
  const navigate = useNavigate({ from: '/w/$workspaceId/live-chat' })
  return (change) => void navigate({ search: (old: LiveChatSearch) => ({ ...old, ...change }), replace: true })
}
