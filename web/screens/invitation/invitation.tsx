/** What an invitation's link leads to, whoever opens it: accept, set up an account, sign in, or learn why not (M4, M7). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Skeleton, Stack, Text } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { $api } from '../../api.ts'
import { useLate } from '../../kit/late.ts'
import { LinkGone } from '../../kit/link-gone.tsx'
import { Face } from '../../kit/person.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { PublicLayout } from '../../kit/public-layout.tsx'
import { RoleBadge, useRoleSentence } from '../../kit/role-badge.tsx'
import { isGone } from '../../problem.ts'
import { Answer } from './answer.tsx'
import type { Card } from './card.ts'
import classes from './invitation.module.css'
import { NewHere } from './new-here.tsx'
import { NotYet, OtherAccount } from './wrong-person.tsx'

export function Invitation() {
  const { token } = useParams({ from: '/invitation/$token' })
  const card = $api.useQuery('get', '/api/invitations/{token}', { params: { path: { token } } }, { staleTime: 0 })
  const [isDeclined, setDeclined] = useState(false)
  if (isGone(card.error)) return <Gone />
  if (!card.data) return <Waiting error={card.error} onRetry={() => void card.refetch()} />
  if (isDeclined) return <Declined name={card.data.workspaceName} />

  const props = { card: card.data, token, onDeclined: () => setDeclined(true) }
  const part = {
    ok: <Answer {...props} />,
    'sign-in': <NewHere {...props} />,
    'other-account': <OtherAccount card={card.data} />,
    unverified: <NotYet card={card.data} onRetry={() => void card.refetch()} />,
  }[card.data.situation]
  return <Shown card={card.data}>{part}</Shown>
}

/** The card's head is the same for everybody: which workspace, which role, who invited. */
function Shown({ card, children }: { card: Card; children: React.ReactNode }) {
  const { t } = useLingui()
  const sentence = useRoleSentence()(card.role)
  const { workspaceName, invitedBy } = card
  return (
    <PublicLayout
      title={t`Join ${workspaceName}`}
      lead={invitedBy ? t`${invitedBy} invites you to this workspace.` : t`You are invited to this workspace.`}
    >
      <div className={classes.card}>
        <Face name={workspaceName} photoUrl={card.logoUrl} size={40} shape="square" />
        <div className={classes.words}>
          <Text fw={600} className={classes.name}>
            {workspaceName}
          </Text>
          <RoleBadge role={card.role} />
        </div>
        <Text size="sm" c="dimmed" className={classes.role}>
          {sentence}
        </Text>
      </div>
      {children}
    </PublicLayout>
  )
}

function Waiting({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useLingui()
  const isLate = useLate()
  return (
    <PublicLayout title={t`Invitation`}>
      {error ? (
        <ProblemNote error={error} onRetry={onRetry} />
      ) : (
        <Stack gap="md" aria-busy="true">
          <Skeleton height={96} radius="md" visible={isLate} />
          <Skeleton height={40} visible={isLate} />
        </Stack>
      )}
    </PublicLayout>
  )
}

function Gone() {
  return (
    <LinkGone>
      <Trans>
        Ask whoever invited you for a new invitation, or{' '}
        <Anchor component={Link} to="/" underline="always">
          open Switchboard
        </Anchor>
        .
      </Trans>
    </LinkGone>
  )
}

function Declined({ name }: { name: string }) {
  const { t } = useLingui()
  return (
    <PublicLayout title={t`Invitation declined`}>
      <Text role="status">
        <Trans>You did not join {name}. Should you change your mind, ask for a new invitation.</Trans>
      </Text>
    </PublicLayout>
  )
}
