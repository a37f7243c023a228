/** How inviting went, address by address; where no letter can be sent, with the link to hand over (M7). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconInfoCircle,
  IconRefresh,
  IconUserCheck,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { InviteResult } from '../../../shared/invitations.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { useWorkspace } from '../../me.ts'
import classes from './members.module.css'

interface InviteOutcomeProps {
  results: InviteResult[]
  onMore: () => void
  onClose: () => void
}

export function InviteOutcome({ results, onMore, onClose }: InviteOutcomeProps) {
  const { t } = useLingui()
  const workspace = useWorkspace()
  const done = useRef<HTMLButtonElement>(null)
  useEffect(() => done.current?.focus(), [])
  const isByHand = results.some((result) => result.invitation?.link)
  const isFull = results.some((result) => result.status === 'limit-reached')
  return (
    <Stack gap="md">
      {isByHand && (
        <Alert color="blue" icon={<IconInfoCircle size={18} />} title={t`Hand over the links yourself`}>
          <Trans>No mail server is set up here, so no e-mail was sent. Each link works only for its own address.</Trans>
        </Alert>
      )}
      <ul className={classes.results} aria-label={t`Results`}>
        {results.map((result) => (
          <Result key={result.email} result={result} />
        ))}
      </ul>
      {isFull && (
        <Text size="sm">
          <Anchor component={Link} to={`/w/${workspace.id}/usage`} inherit underline="always">
            <Trans>See the plan and its limits</Trans>
          </Anchor>
        </Text>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onMore}>
          <Trans>Invite more</Trans>
        </Button>
        <Button ref={done} onClick={onClose}>
          <Trans>Done</Trans>
        </Button>
      </Group>
    </Stack>
  )
}

const LOOKS = {
  invited: { Icon: IconCircleCheck, color: 'var(--sb-success-text)' },
  refreshed: { Icon: IconRefresh, color: 'var(--sb-success-text)' },
  'already-member': { Icon: IconUserCheck, color: 'var(--sb-info-text)' },
  invalid: { Icon: IconCircleX, color: 'var(--sb-danger-text)' },
  'limit-reached': { Icon: IconAlertTriangle, color: 'var(--sb-warning-text)' },
  'too-many': { Icon: IconAlertTriangle, color: 'var(--sb-warning-text)' },
} as const

function Result({ result }: { result: InviteResult }) {
  const { t } = useLingui()
  const { email, status, invitation } = result
  const link = invitation?.link
  const { Icon, color } = LOOKS[status]
  const words = {
    invited: link ? t`Invited; hand over the link` : t`Invited, the e-mail is on its way`,
    refreshed: t`Was already invited; updated`,
    'already-member': t`Is already a member`,
    invalid: t`Is not an e-mail address`,
    'limit-reached': t`Not invited: no seat is left`,
    'too-many': t`Not invited: too many e-mails for today`,
  }
  return (
    <li className={classes.result}>
      <Icon size={18} color={color} aria-hidden="true" />
      <div>
        <Text size="sm" fw={500} className={classes.address}>
          {email}
        </Text>
        <Text size="xs" c="dimmed">
          {words[status]}
        </Text>
      </div>
      {link && <CopyButton value={link} label={t`Copy the link for ${email}`} />}
    </li>
  )
}
