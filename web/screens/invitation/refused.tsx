/** Why an invitation cannot be taken now: the workspace is full, or one is a member already. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Anchor, Text } from '@mantine/core'
import { IconArmchair } from '@tabler/icons-react'
import { ProblemNote } from '../../kit/problem.tsx'
import { Problem } from '../../problem.ts'

export function Refused({ error }: { error: unknown }) {
  const { t } = useLingui()
  if (!(error instanceof Problem)) return <ProblemNote error={error} />
  if (error.code === 'limit-reached') {
    return (
      <Alert color="yellow" icon={<IconArmchair size={18} />} title={t`The workspace is full`} role="alert">
        <Text size="sm">
          <Trans>
            All seats are taken. Ask whoever invited you to make room, then accept again: the invitation stays.
          </Trans>
        </Text>
      </Alert>
    )
  }
  if (error.code === 'already-member') {
    return (
      <Alert color="blue" title={t`You are already a member`} role="alert">
        <Anchor href="/workspaces" size="sm">
          <Trans>See your workspaces</Trans>
        </Anchor>
      </Alert>
    )
  }
  return <ProblemNote error={error} />
}
