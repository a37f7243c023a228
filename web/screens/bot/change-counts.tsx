/** How many steps were added, changed and removed between two states of a flow. */
import { plural } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { $api } from '../../api.ts'
import { ChangeIcon, type ChangeKind } from './change-mark.tsx'
import { FLOW, type Place } from './version-changes.ts'
import classes from './versions.module.css'

interface ChangeCountsProps {
  place: Place
  from: string
  to: string
}

export function ChangeCounts({ place, from, to }: ChangeCountsProps) {
  // versions never change; the draft does
  const staleTime = to === 'draft' || from === 'draft' ? 0 : Number.POSITIVE_INFINITY
  const changes = $api.useQuery(
    'get',
    `${FLOW}/changes`,
    { params: { path: place, query: { from, to } } },
    { staleTime },
  )
  if (!changes.data) return <span className={classes.counts}>{'\u00a0'}</span>
  const { added, changed, removed, entries, others } = changes.data
  const beginnings = entries.added.length + entries.changed.length + entries.removed.length + others.length
  const isNothing = added.length + changed.length + removed.length + beginnings === 0 && !entries.isReordered
  return (
    <span className={classes.counts}>
      <Count kind="added" count={added.length} />
      <Count kind="changed" count={changed.length} />
      <Count kind="removed" count={removed.length} />
      {beginnings > 0 && <span>{plural(beginnings, { one: '# other', other: '# others' })}</span>}
      {isNothing && <Trans>Nothing changed</Trans>}
    </span>
  )
}

function Count({ kind, count }: { kind: ChangeKind; count: number }) {
  if (count === 0) return null
  const words = {
    added: plural(count, { one: '# added', other: '# added' }),
    changed: plural(count, { one: '# changed', other: '# changed' }),
    removed: plural(count, { one: '# removed', other: '# removed' }),
  }
  return (
    <span className={classes.count} data-kind={kind}>
      <ChangeIcon kind={kind} />
      {words[kind]}
    </span>
  )
}
