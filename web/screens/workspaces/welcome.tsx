/** The first page after sign-up: invitations that wait, or the first workspace of one's own. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Text, Title } from '@mantine/core'
import { useTitle } from '../../kit/page.tsx'
import { useMe } from '../../me.ts'
import { CreateWorkspace } from './create-workspace.tsx'
import { DemoOffer } from './demo-offer.tsx'
import { InvitedCard } from './invited-card.tsx'
import classes from './welcome.module.css'
import grid from './workspaces.module.css'

export function Welcome() {
  const { t } = useLingui()
  const { user, invitations } = useMe()
  const { name } = user
  useTitle(t`Welcome`)
  return (
    <div className={classes.root}>
      <Title order={1}>
        <Trans>Welcome, {name}</Trans>
      </Title>
      <Text className={classes.lead}>
        {invitations.length > 0 ? (
          <Trans>You are invited. Join, or create a workspace of your own.</Trans>
        ) : (
          <Trans>A workspace holds the bots, members and settings of one business. Create your first one.</Trans>
        )}
      </Text>
      {invitations.length > 0 && (
        <ul className={grid.grid}>
          {invitations.map((invitation) => (
            <InvitedCard key={invitation.id} invitation={invitation} />
          ))}
        </ul>
      )}
      <section className={classes.card} aria-label={t`Create workspace`}>
        <CreateWorkspace />
      </section>
      <DemoOffer />
    </div>
  )
}
