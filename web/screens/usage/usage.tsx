/** What the plan holds, how much of it is used, and what happens when it is full (L2, L3, L4). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Group, Skeleton, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Resource } from '../../../shared/plans.ts'
import type { Usage as UsageFigures } from '../../../shared/workspaces.ts'
import { $api, refresh } from '../../api.ts'
import { Guarded } from '../../frame/workspace-frame.tsx'
import { Meter } from '../../kit/meter.tsx'
import { Page, Section } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { useLive } from '../../live.ts'
import { useMe, useWorkspace } from '../../me.ts'
import { Plans } from './plans.tsx'
import classes from './usage.module.css'

const USAGE = '/api/workspaces/{workspace}/usage'
const HEARD = [
  'limit.neared',
  'workspace.plan-changed',
  'member.joined',
  'member.removed',
  'member.left',
  'bot.created',
  'bot.deleted',
]

export function Usage() {
  const { t } = useLingui()
  return (
    <Guarded needs="usage:view">
      <Page title={t`Usage`} lead={t`What your plan holds, and how much of it this workspace uses.`}>
        <Figures />
      </Page>
    </Guarded>
  )
}

function Figures() {
  const { t } = useLingui()
  const usage = $api.useQuery('get', USAGE, { params: { path: { workspace: useWorkspace().id } } })
  useLive(HEARD, () => refresh(USAGE))
  if (usage.error) return <ProblemNote error={usage.error} onRetry={() => void usage.refetch()} />
  if (!usage.data) return <Skeleton height={320} />

  const { plan, meters } = usage.data
  return (
    <>
      <PlanCard plan={plan} meters={meters} />
      <Section title={t`What is used`} lead={t`Bot users are the people who talk to your bots.`}>
        <ul className={classes.meters}>
          {ORDER.flatMap((resource) => meters.filter((meter) => meter.resource === resource)).map((meter) => (
            <ResourceCard key={meter.resource} {...meter} />
          ))}
        </ul>
      </Section>
      {plan.id !== 'self-hosted' && (
        <Section title={t`What each plan holds`}>
          <Plans current={plan.id} />
        </Section>
      )}
    </>
  )
}

const ORDER: readonly Resource[] = ['members', 'bots', 'contacts']

function PlanCard({ plan, meters }: UsageFigures) {
  const { user } = useMe()
  const { name } = useWorkspace()
  const isUnlimited = meters.every(({ limit }) => limit === null)
  return (
    <div className={classes.plan}>
      <div>
        <Group gap={8}>
          <Title order={2}>{plan.name}</Title>
          <Badge color="teal">
            <Trans>Your plan</Trans>
          </Badge>
        </Group>
        <Text c="dimmed" mt={2}>
          {isUnlimited ? (
            <Trans>Members, bots and bot users are not limited, and there is nothing to pay.</Trans>
          ) : (
            <Trans>The operator of this server sets the plan and what is added to it.</Trans>
          )}
        </Text>
      </div>
      {user.isOperator && (
        <Button component={Link} to={`/operator/workspaces?search=${encodeURIComponent(name)}`} variant="default">
          <Trans>Change plan</Trans>
        </Button>
      )}
    </div>
  )
}

function ResourceCard({ resource, used, limit }: UsageFigures['meters'][number]) {
  const { t } = useLingui()
  const names: Record<Resource, string> = { members: t`Members`, bots: t`Bots`, contacts: t`Bot users` }
  return (
    <li className={classes.card}>
      <Meter label={names[resource]} used={used} limit={limit} />
      <Text size="sm" c="dimmed" mt="sm">
        {limit === null ? UNLIMITED[resource] : AT_LIMIT[resource]}
      </Text>
    </li>
  )
}

const AT_LIMIT: Record<Resource, ReactNode> = {
  members: (
    <Trans>
      A pending invitation holds a seat. When all are taken, nobody more can be invited; whoever is in stays in.
    </Trans>
  ),
  bots: <Trans>When the limit is reached no more bots can be created. The ones you have go on answering.</Trans>,
  contacts: (
    <Trans>
      When the limit is reached running conversations go on. New people are kept and shown in live chat, but the bot
      stays silent to them until there is room.
    </Trans>
  ),
}

const UNLIMITED: Record<Resource, ReactNode> = {
  members: <Trans>Invite as many people as you like. Pending invitations count as well.</Trans>,
  bots: <Trans>Make as many bots as you like; one of them is the omni bot.</Trans>,
  contacts: <Trans>However many people talk to your bots, each is answered.</Trans>,
}
