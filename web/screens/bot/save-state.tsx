/** Whether the draft is saved, and who saved it last. */
import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { Time } from '../../kit/time.tsx'
import type { DraftState } from './draft.ts'

export function SaveState({ draft }: { draft: DraftState }) {
  const { stored, isDirty, isSaving, theirs, error } = draft
  const name = stored.savedBy
  const when = <Time at={stored.savedAt} show="relative" />
  return (
    <Text size="sm" c="dimmed" component="div" role="status">
      {error || theirs ? (
        <Trans>Not saved yet</Trans>
      ) : isSaving || isDirty ? (
        <Trans>Saving</Trans>
      ) : name ? (
        <Trans>
          Draft saved {when} by {name}
        </Trans>
      ) : (
        <Trans>Draft saved {when}</Trans>
      )}
    </Text>
  )
}
