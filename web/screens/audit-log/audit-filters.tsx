/** What narrows the audit log down: a word, an event, a person, days. */
import { useLingui as useWords } from '@lingui/react'
import { useLingui } from '@lingui/react/macro'
import { Select, TextInput } from '@mantine/core'
import { AUDITED, isAudited } from '../../../shared/audit-log.ts'
import { $api } from '../../api.ts'
import { FilterBar } from '../../kit/filter-bar.tsx'
import { SearchField } from '../../kit/search-field.tsx'
import { useWorkspace } from '../../me.ts'
import classes from './audit-log.module.css'
import { EVENT_WORDS } from './event-words.ts'
import type { AuditSearch } from './search.ts'

interface AuditFiltersProps {
  value: AuditSearch
  onChange: (change: AuditSearch) => void
  onClear?: () => void
}

export function AuditFilters({ value, onChange, onClear }: AuditFiltersProps) {
  const { t } = useLingui()
  return (
    <FilterBar onClear={onClear}>
      <SearchField
        label={t`Search the log`}
        value={value.search ?? ''}
        onSearch={(text) => onChange({ search: text || undefined })}
      />
      <EventSelect
        value={value.kind}
        onChange={(kind) => onChange({ kind: kind !== undefined && isAudited(kind) ? kind : undefined })}
      />
      <ActorSelect value={value.actor} onChange={(actor) => onChange({ actor })} />
      <Day label={t`Since`} value={value.from} max={value.to} onChange={(from) => onChange({ from })} />
      <Day label={t`Until`} value={value.to} min={value.from} onChange={(to) => onChange({ to })} />
    </FilterBar>
  )
}

interface FilterProps {
  value: string | undefined
  onChange: (value: string | undefined) => void
}

function EventSelect({ value, onChange }: FilterProps) {
  const { t } = useLingui()
  const { _ } = useWords()
  const data = AUDITED.map((kind) => ({ value: kind, label: _(EVENT_WORDS[kind]) }))
  return (
    <Select
      aria-label={t`Event`}
      placeholder={t`All events`}
      data={data.toSorted((a, b) => a.label.localeCompare(b.label))}
      value={value ?? null}
      onChange={(kind) => onChange(kind ?? undefined)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t`All events` }}
      w={{ base: '100%', xs: 190 }}
    />
  )
}

/** Those who are members now; who has left is found by searching for the name. */
function ActorSelect({ value, onChange }: FilterProps) {
  const { t } = useLingui()
  const members = $api.useQuery('get', '/api/workspaces/{workspace}/members', {
    params: { path: { workspace: useWorkspace().id }, query: { limit: 100, sort: 'name' } },
  })
  return (
    <Select
      aria-label={t`By`}
      placeholder={t`Everybody`}
      data={members.data?.data.map(({ userId, name }) => ({ value: userId, label: name })) ?? []}
      value={value ?? null}
      onChange={(actor) => onChange(actor ?? undefined)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t`Everybody` }}
      w={{ base: '100%', xs: 170 }}
    />
  )
}

function Day({ label, value, onChange, min, max }: FilterProps & { label: string; min?: string; max?: string }) {
  return (
    <TextInput
      type="date"
      aria-label={label}
      leftSection={label}
      leftSectionWidth={52}
      leftSectionProps={{ 'aria-hidden': true }}
      value={value ?? ''}
      min={min}
      max={max}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
      className={classes.day}
      w={{ base: '100%', xs: 186 }}
      styles={{ section: { fontSize: 'var(--sb-text-xs)' } }}
    />
  )
}
