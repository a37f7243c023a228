/** Somebody else saved the same draft meanwhile: both stay, and one chooses how they come together. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Text } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { toast, undoToast } from '../../kit/undo-toast.tsx'
import type { DraftState } from './draft.ts'
import { titleOf } from './flow-order.ts'

export function Conflict({ draft }: { draft: DraftState }) {
  const { t } = useLingui()
  const { theirs, flow, change } = draft
  if (!theirs) return null
  const name = theirs.savedBy ?? t`Somebody`
  const merge = () => {
    const doubled = draft.merge().map(titleOf).join(', ')
    toast(doubled ? t`Merged. Changed by both, so kept twice: ${doubled}` : t`Merged. Nothing was lost.`)
  }
  const takeTheirs = () => {
    draft.takeTheirs()
    undoToast(t`Showing what ${name} saved`, () => change(flow))
  }
  return (
    <Alert
      color="yellow"
      icon={<IconUsers size={18} />}
      title={t`${name} saved this flow meanwhile`}
      mt="xs"
      role="alert"
    >
      <Text size="sm">
        <Trans>Your changes are kept here and are not saved yet. Merge both, or discard yours.</Trans>
      </Text>
      <Group gap="xs" mt="sm">
        <Button size="xs" onClick={merge}>
          <Trans>Merge both</Trans>
        </Button>
        <Button size="xs" variant="default" onClick={takeTheirs}>
          <Trans>Use theirs</Trans>
        </Button>
      </Group>
    </Alert>
  )
}
