/** The gallery: our own templates and those that workspaces of this installation share. */
import { useLingui } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Guarded } from '../../frame/workspace-frame.tsx'
import { Cards, WaitingCards } from '../../kit/card.tsx'
import { NoResults } from '../../kit/empty.tsx'
import { FilterBar } from '../../kit/filter-bar.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { SearchField } from '../../kit/search-field.tsx'
import { CategoryChips } from './category-chips.tsx'
import { useFits, useGallery } from './gallery.ts'
import type { TemplatesSearch } from './search.ts'
import { TemplateCard } from './template-card.tsx'
import { TemplateSheet } from './template-sheet.tsx'
import { TemplatesPage } from './templates-page.tsx'

export function Templates() {
  return (
    <Guarded needs="bots:view">
      <TemplatesPage>
        <Gallery />
      </TemplatesPage>
    </Guarded>
  )
}

function Gallery() {
  const { t } = useLingui()
  const { search, category, template, view } = useSearch({ from: '/frame/w/$workspaceId/templates' })
  const show = useShow()
  const { data, error, isPending, refetch } = useGallery()
  const all = data?.data ?? []
  const shown = all.filter(useFits({ search, category }))
  const clear = () => show({ search: undefined, category: undefined })
  return (
    <>
      <FilterBar onClear={search || category ? clear : undefined}>
        <SearchField
          label={t`Search templates`}
          value={search ?? ''}
          onSearch={(text) => show({ search: text || undefined })}
        />
      </FilterBar>
      <CategoryChips templates={all} value={category} onChange={(chosen) => show({ category: chosen })} />
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {isPending && <WaitingCards size="compact" count={6} />}
      {data && shown.length === 0 && <NoResults onClear={clear} />}
      <Cards size="compact">
        {shown.map((each) => (
          <TemplateCard key={each.id} template={each} />
        ))}
      </Cards>
      <TemplateSheet
        id={template}
        view={view ?? 'about'}
        onView={(chosen) => show({ view: chosen })}
        onClose={() => show({ template: undefined, view: undefined })}
      />
    </>
  )
}

/** Writes what is shown into the URL; typing does not fill the history. */
function useShow(): (change: Partial<TemplatesSearch>) => void {
  const navigate = useNavigate({ from: '/w/$workspaceId/templates' })
  return (change) => void navigate({ search: (old: TemplatesSearch) => ({ ...old, ...change }), replace: true })
}
