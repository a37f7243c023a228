/** Above the bots: search, which ones, in which order, and whether as a table or as cards. */
import { useLingui } from '@lingui/react/macro'
import { SegmentedControl, Select, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconLayoutGrid, IconList } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Bot } from '../../../shared/bots.ts'
import { FilterBar } from '../../kit/filter-bar.tsx'
import { SearchField } from '../../kit/search-field.tsx'
import { stateOf, totalOf } from './bot-state.tsx'
import type { Look } from './look.ts'
import { BOT_SORTS, BOT_STATES, type BotsSearch } from './search.ts'

interface BotFiltersProps {
  look: Look
  onLook: (look: Look) => void
}

export function BotFilters({ look, onLook }: BotFiltersProps) {
  const { t } = useLingui()
  const { search, state, sort } = useSearch({ from: '/frame/w/$workspaceId/bots' })
  const show = useFilters()
  const states = { live: t`Live`, draft: t`Not published yet`, paused: t`Paused` }
  const sorts = { changed: t`Last changed`, name: t`By name`, busy: t`Most conversations` }
  return (
    <FilterBar
      onClear={search || state ? () => show({ search: undefined, state: undefined }) : undefined}
      extras={<LookChoice look={look} onLook={onLook} />}
    >
      <SearchField
        label={t`Search bots`}
        value={search ?? ''}
        onSearch={(text) => show({ search: text || undefined })}
      />
      <Select
        aria-label={t`State`}
        w={{ base: '100%', xs: 170 }}
        data={[
          { value: '', label: t`All states` },
          ...BOT_STATES.map((each) => ({ value: each, label: states[each] })),
        ]}
        value={state ?? ''}
        onChange={(chosen) => show({ state: BOT_STATES.find((each) => each === chosen) })}
      />
      <Select
        aria-label={t`Order`}
        w={{ base: '100%', xs: 180 }}
        allowDeselect={false}
        data={BOT_SORTS.map((each) => ({ value: each, label: sorts[each] }))}
        value={sort ?? 'changed'}
        onChange={(chosen) => show({ sort: BOT_SORTS.find((each) => each === chosen) })}
      />
    </FilterBar>
  )
}

function LookChoice({ look, onLook }: BotFiltersProps) {
  const { t } = useLingui()
  return (
    <SegmentedControl
      aria-label={t`Show the bots as`}
      value={look}
      onChange={(word) => onLook(word === 'cards' ? 'cards' : 'table')}
      data={[
        { value: 'table', label: <Picture icon={IconList} label={t`Table`} /> },
        { value: 'cards', label: <Picture icon={IconLayoutGrid} label={t`Cards`} /> },
      ]}
    />
  )
}

function Picture({ icon: Icon, label }: { icon: typeof IconList; label: string }) {
  return (
    <Tooltip label={label}>
      <span>
        <Icon size={16} aria-hidden="true" style={MIDDLE} />
        <VisuallyHidden>{label}</VisuallyHidden>
      </span>
    </Tooltip>
  )
}

const MIDDLE = { display: 'block' } as const

/** Those that fit, in the order that is asked for. */
export function shownOf(bots: readonly Bot[], { search = '', state, sort = 'changed' }: BotsSearch): Bot[] {
  const wanted = search.trim().toLowerCase()
  const fitting = bots.filter(
    (bot) => bot.name.toLowerCase().includes(wanted) && (state === undefined || stateOf(bot) === state),
  )
  return fitting.toSorted(ORDERS[sort])
}

const ORDERS: Record<(typeof BOT_SORTS)[number], (one: Bot, other: Bot) => number> = {
  changed: (one, other) => other.updatedAt.localeCompare(one.updatedAt),
  name: (one, other) => one.name.localeCompare(other.name),
  busy: (one, other) => totalOf(other) - totalOf(one),
}

/** Writes filters into the URL; typing does not fill the history. */
export function useFilters(): (change: Partial<BotsSearch>) => void {
  const navigate = useNavigate({ from: '/w/$workspaceId/bots' })
  return (change) => void navigate({ search: (old: BotsSearch) => ({ ...old, ...change }), replace: true })
}
