/** What the link of a template leads to, whoever opens it: sign in, choose a workspace, look at it, install it. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Group, Select, Skeleton, Stack, Text } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { $api } from '../../api.ts'
import { lastOf } from '../../frame/last-workspace.ts'
import { useLate } from '../../kit/late.ts'
import { LinkGone } from '../../kit/link-gone.tsx'
import { LinkButton } from '../../kit/links.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { PublicLayout } from '../../kit/public-layout.tsx'
import { type Me, may, WorkspaceContext } from '../../me.ts'
import { isGone, Problem } from '../../problem.ts'
import type { Preview } from './gallery.ts'
import { useTemplateWords } from './template-words.ts'
import { UseTemplate } from './use-template.tsx'

const Inside = lazy(() => import('./inside.tsx').then(({ Inside }) => ({ default: Inside })))

export function LinkedTemplate() {
  const me = $api.useQuery('get', '/api/me')
  if (me.error instanceof Problem && me.error.status === 401) return <SignInFirst />
  if (!me.data) return <Waiting error={me.error} onRetry={() => void me.refetch()} />
  return <SignedIn me={me.data} />
}

function SignInFirst() {
  const { t } = useLingui()
  const { token } = useParams({ from: '/template/$token' })
  const next = `/template/${token}`
  return (
    <PublicLayout
      title={t`A template for you`}
      lead={t`Somebody shares a bot with you. Sign in to look at it and to install it.`}
    >
      <Stack gap="sm">
        <LinkButton size="md" to="/sign-in" search={{ next }}>
          <Trans>Sign in</Trans>
        </LinkButton>
        <LinkButton size="md" variant="default" to="/sign-up" search={{ next }}>
          <Trans>Sign up</Trans>
        </LinkButton>
      </Stack>
    </PublicLayout>
  )
}

/** Bots are made in workspaces where one may make them. */
function SignedIn({ me }: { me: Me }) {
  const { t } = useLingui()
  const fitting = me.workspaces.filter(
    (each) => each.deletedAt === null && each.access === 'complete' && may(each, 'bots:manage'),
  )
  const [chosen, choose] = useState(() => lastOf(fitting)?.id)
  const workspace = fitting.find(({ id }) => id === chosen)
  if (!workspace)
    return (
      <PublicLayout title={t`A template for you`}>
        <Text mb="md">
          <Trans>To install it you need a workspace in which you may create bots.</Trans>
        </Text>
        <LinkButton to="/workspaces" search={{ create: true }}>
          <Trans>Create a workspace</Trans>
        </LinkButton>
      </PublicLayout>
    )
  const choice = (
    <Select
      label={t`Workspace`}
      allowDeselect={false}
      data={fitting.map(({ id, name }) => ({ value: id, label: name }))}
      value={workspace.id}
      onChange={(id) => choose(id ?? undefined)}
    />
  )
  return (
    <WorkspaceContext value={workspace}>
      <Found key={workspace.id} workspaceId={workspace.id} choice={fitting.length > 1 && choice} />
    </WorkspaceContext>
  )
}

function Found({ workspaceId, choice }: { workspaceId: string; choice: React.ReactNode }) {
  const { token } = useParams({ from: '/template/$token' })
  const found = $api.useQuery(
    'get',
    '/api/workspaces/{workspace}/template-links/{token}',
    { params: { path: { workspace: workspaceId, token } } },
    { staleTime: Number.POSITIVE_INFINITY },
  )
  if (isGone(found.error))
    return (
      <LinkGone>
        <Trans>
          Ask whoever sent it for a new one, or{' '}
          <Anchor component={Link} to="/" underline="always">
            open Switchboard
          </Anchor>
          .
        </Trans>
      </LinkGone>
    )
  if (!found.data) return <Waiting error={found.error} onRetry={() => void found.refetch()} />
  return <Shown preview={found.data} token={token} choice={choice} />
}

function Shown({ preview, token, choice }: { preview: Preview; token: string; choice: React.ReactNode }) {
  const { t } = useLingui()
  const { name, description } = useTemplateWords()(preview)
  const [isOpen, setOpen] = useState(false)
  const { publisher } = preview
  return (
    <PublicLayout title={name} lead={t`A template by ${publisher}`}>
      <Stack gap="lg">
        {description && <Text>{description}</Text>}
        {choice}
        <Group>
          <Button size="md" fullWidth onClick={() => setOpen(true)}>
            <Trans>Use template</Trans>
          </Button>
        </Group>
        <Suspense fallback={<Skeleton height={220} />}>
          <Inside preview={preview} />
        </Suspense>
        <UseTemplate preview={preview} token={token} isOpen={isOpen} onClose={() => setOpen(false)} />
      </Stack>
    </PublicLayout>
  )
}

function Waiting({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useLingui()
  const isLate = useLate()
  return (
    <PublicLayout title={t`A template for you`}>
      {error ? <ProblemNote error={error} onRetry={onRetry} /> : <Skeleton height={160} visible={isLate} />}
    </PublicLayout>
  )
}
