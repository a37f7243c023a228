/** How much a publication changes: steps added, changed and removed since what is live. */
import { Plural, Trans } from '@lingui/react/macro'
import { Group, Skeleton, Text } from '@mantine/core'
import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { $api } from '../../../api.ts'
import { ProblemNote } from '../../../kit/problem.tsx'
import type { DraftState } from '../saving/draft.ts'
import { pathOf } from '../saving/draft-api.ts'
import { useEditor } from '../store/use-editor.ts'
import classes from './publish.module.css'

export function PublishCounts({ draft }: { draft: DraftState }) {
  const path = pathOf(useEditor((state) => state.place))
  const isSaved = useSaved(draft)
  const changes = $api.useQuery(
    'get',
    '/api/workspaces/{workspace}/bots/{bot}/flows/{flow}/changes',
    { params: { path, query: { from: 'published', to: 'draft' } } },
    { enabled: isSaved, staleTime: 0, gcTime: 0 },
  )
  if (changes.error) return <ProblemNote error={changes.error} onRetry={() => void changes.refetch()} />
  if (!changes.data) return <Skeleton height={24} width={240} />
  const { added, changed, removed, entries, others } = changes.data
  const isMore =
    entries.added.length + entries.changed.length + entries.removed.length + others.length > 0 || entries.isReordered
  return (
    <div>
      <Group gap="md" className={classes.changeCounts}>
        <span data-kind="added">
          <IconPlus size={14} aria-hidden="true" />
          <Plural value={added.length} one="# step added" other="# steps added" />
        </span>
        <span data-kind="changed">
          <IconPencil size={14} aria-hidden="true" />
          <Plural value={changed.length} one="# step changed" other="# steps changed" />
        </span>
        <span data-kind="removed">
          <IconMinus size={14} aria-hidden="true" />
          <Plural value={removed.length} one="# step removed" other="# steps removed" />
        </span>
      </Group>
      {isMore && (
        <Text size="sm" c="dimmed" mt={4}>
          <Trans>Where the flow begins, or what it takes and gives, changes too.</Trans>
        </Text>
      )}
    </div>
  )
}

/** The server compares what it has: the draft is saved first. */
function useSaved({ isDirty, save }: DraftState): boolean {
  const [isSaved, setSaved] = useState(!isDirty)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog opens
  useEffect(() => {
    if (!isSaved) void save().then(() => setSaved(true))
  }, [])
  return isSaved
}
