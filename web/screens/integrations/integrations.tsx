/** The services a workspace can connect, one account of each (W5), and the secrets of its requests. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { IntegrationInfo } from '../../../shared/integrations.ts'
import { $api, refresh } from '../../api.ts'
import { Guarded } from '../../frame/workspace-frame.tsx'
import { Cards, WaitingCards } from '../../kit/card.tsx'
import { NoResults } from '../../kit/empty.tsx'
import { FilterBar } from '../../kit/filter-bar.tsx'
import { LockedNote } from '../../kit/notes.tsx'
import { Page } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { SearchField } from '../../kit/search-field.tsx'
import { useLive } from '../../live.ts'
import { useMay, useWorkspace } from '../../me.ts'
import { IntegrationCard } from './integration-card.tsx'
import { IntegrationSheet } from './integration-sheet.tsx'
import { useIntegrationWords } from './integration-words.ts'
import classes from './integrations.module.css'
import { INTEGRATION_KINDS, type IntegrationsSearch } from './search.ts'
import { Secrets } from './secrets.tsx'

const LIST = '/api/workspaces/{workspace}/integrations'
const HEARD = [
  'integration.connected',
  'integration.reconnected',
  'integration.disconnected',
  'channel.connected',
  'channel.disconnected',
]

export function Integrations() {
  return (
    <Guarded needs="flows:edit">
      <Everything />
    </Guarded>
  )
}

function Everything() {
  const { t } = useLingui()
  const mayManage = useMay('integrations:manage')
  return (
    <Page
      title={t`Integrations`}
      lead={t`Services that your flows and channels can use. One account of each is connected here.`}
    >
      <div className={classes.parts}>
        {!mayManage && <OnlyAdmins />}
        <Gallery />
        {mayManage && <Secrets />}
      </div>
    </Page>
  )
}

function OnlyAdmins() {
  return (
    <LockedNote>
      <Trans>You can see what is connected; admins and owners connect accounts and keep secrets.</Trans>
    </LockedNote>
  )
}

function Gallery() {
  const { id } = useWorkspace()
  const { integration, ...filters } = useSearch({ from: '/frame/w/$workspaceId/integrations' })
  const show = useFilters()
  const fits = useFits(filters)
  const { data, error, isPending, refetch } = $api.useQuery('get', LIST, { params: { path: { workspace: id } } })
  useLive(HEARD, () => refresh(LIST))
  const clear = () => show({ search: undefined, kind: undefined })
  const isFiltered = Object.values(filters).some(Boolean)
  const shown = data?.filter(fits)
  return (
    <section>
      <Filters onClear={isFiltered ? clear : undefined} />
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {isPending && <WaitingCards />}
      {shown?.length === 0 && <NoResults onClear={clear} />}
      <Cards>
        {shown?.map((each) => (
          <IntegrationCard key={each.name} integration={each} />
        ))}
      </Cards>
      <IntegrationSheet
        integration={data?.find(({ name }) => name === integration)}
        onClose={() => show({ integration: undefined })}
      />
    </section>
  )
}

function Filters({ onClear }: { onClear: (() => void) | undefined }) {
  const { t } = useLingui()
  const { search, kind } = useSearch({ from: '/frame/w/$workspaceId/integrations' })
  const show = useFilters()
  const kinds = {
    ai: t`AI`,
    mail: t`E-mail`,
    marketing: t`Marketing`,
    sms: t`Text messages`,
    social: t`Pages and profiles`,
  }
  return (
    <FilterBar onClear={onClear}>
      <SearchField
        label={t`Search integrations`}
        value={search ?? ''}
        onSearch={(text) => show({ search: text || undefined })}
      />
      <Select
        aria-label={t`Category`}
        w={{ base: '100%', xs: 180 }}
        data={[
          { value: '', label: t`All categories` },
          ...INTEGRATION_KINDS.map((each) => ({ value: each, label: kinds[each] })),
        ]}
        value={kind ?? ''}
        onChange={(chosen) => show({ kind: INTEGRATION_KINDS.find((each) => each === chosen) })}
      />
    </FilterBar>
  )
}

/** By what is read on the card, in the reader's language. */
function useFits({ search = '', kind }: Pick<IntegrationsSearch, 'search' | 'kind'>) {
  const word = useIntegrationWords()
  const wanted = search.trim().toLowerCase()
  return ({ label, description, kind: own }: IntegrationInfo) =>
    (kind === undefined || own === kind) && `${word(label)} ${word(description)}`.toLowerCase().includes(wanted)
}

/** Writes filters into the URL; typing does not fill the history. */
function useFilters(): (change: Partial<IntegrationsSearch>) => void {
  const navigate = useNavigate({ from: '/w/$workspaceId/integrations' })
  return (change) => void navigate({ search: (old: IntegrationsSearch) => ({ ...old, ...change }), replace: true })
}
