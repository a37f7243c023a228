/** What of the draft is not published yet: to look at, or to throw away. */
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { IconArrowBackUp, IconGitCompare } from '@tabler/icons-react'
import { $api } from '../../api.ts'
import { ChangeCounts } from './change-counts.tsx'
import { FLOW, type Place, useVersionChanges } from './version-changes.ts'
import classes from './versions.module.css'

interface DraftNoteProps {
  place: Place
  mayEdit: boolean
  onCompare: () => void
}

export function DraftNote({ place, mayEdit, onCompare }: DraftNoteProps) {
  const { discardDraft } = useVersionChanges(place)
  const draft = $api.useQuery('get', `${FLOW}/draft`, { params: { path: place } })
  const published = draft.data?.published
  if (!published || !draft.data?.hasUnpublishedChanges) return null
  const { number, versionId } = published
  return (
    <section className={classes.draft}>
      <div>
        <p className={classes.draftTitle}>
          <Trans>The draft differs from version {number}, which is live</Trans>
        </p>
        <ChangeCounts place={place} from={versionId} to="draft" key={draft.data.number} />
      </div>
      <Group gap="xs">
        <Button variant="default" leftSection={<IconGitCompare size={16} />} onClick={onCompare}>
          <Trans>See the changes</Trans>
        </Button>
        {mayEdit && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} />}
            onClick={() => void discardDraft({ id: versionId, number })}
          >
            <Trans>Discard the draft</Trans>
          </Button>
        )}
      </Group>
    </section>
  )
}
