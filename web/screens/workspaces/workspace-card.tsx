/** One workspace: name, role, plan, how many members and bots, and the way out of it. */
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Badge, Button, Tooltip } from '@mantine/core'
import { IconDoorExit, IconRobot, IconTrash, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { PLANS } from '../../../shared/plans.ts'
import { Face } from '../../kit/person.tsx'
import { RoleBadge } from '../../kit/role-badge.tsx'
import { may, type Workspace } from '../../me.ts'
import classes from './workspaces.module.css'

interface WorkspaceCardProps {
  workspace: Workspace
  onLeave: () => void
  onDelete: () => void
}

export function WorkspaceCard({ workspace, onLeave, onDelete }: WorkspaceCardProps) {
  const { t } = useLingui()
  const { name, members, bots } = workspace
  const mayDelete = may(workspace, 'workspace:manage')
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <Face name={name} photoUrl={workspace.logoUrl} size={40} shape="square" />
        <div>
          <Link to="/w/$workspaceId" params={{ workspaceId: workspace.id }} className={classes.name}>
            {name}
          </Link>
          <div className={classes.under}>
            <RoleBadge role={workspace.role} />
            {workspace.isDemo && (
              <Badge color="gray">
                <Trans>Demo</Trans>
              </Badge>
            )}
          </div>
        </div>
      </div>
      <ul className={classes.facts}>
        <li>{PLANS[workspace.plan].name}</li>
        <li className={classes.fact}>
          <IconUsers size={16} stroke={1.6} aria-hidden="true" />
          <Plural value={members} one="# member" other="# members" />
        </li>
        <li className={classes.fact}>
          <IconRobot size={16} stroke={1.6} aria-hidden="true" />
          <Plural value={bots} one="# bot" other="# bots" />
        </li>
      </ul>
      <div className={classes.foot}>
        <Button component={Link} to={`/w/${workspace.id}`} variant="default" flex={1} aria-label={t`Open ${name}`}>
          <Trans>Open</Trans>
        </Button>
        <Leave workspace={workspace} isOff={mayDelete} onLeave={onLeave} />
        {mayDelete && <Delete name={name} onDelete={onDelete} />}
      </div>
    </li>
  )
}

/** An owner sees why leaving is off: the button can be reached, says it, and does nothing. */
function Leave({ workspace, isOff, onLeave }: { workspace: Workspace; isOff: boolean; onLeave: () => void }) {
  const { t } = useLingui()
  const { name } = workspace
  const why = t`An owner cannot leave. Make somebody else an owner on the Members page and step down first, or delete the workspace.`
  return (
    <Tooltip label={isOff ? why : t`Leave`} multiline maw={280}>
      <ActionIcon
        size="lg"
        variant="default"
        c={isOff ? 'dimmed' : 'yellow'}
        aria-label={isOff ? t`Leave ${name}: ${why}` : t`Leave ${name}`}
        aria-disabled={isOff}
        data-disabled={isOff || undefined}
        onClick={isOff ? undefined : onLeave}
      >
        <IconDoorExit size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  )
}

function Delete({ name, onDelete }: { name: string; onDelete: () => void }) {
  const { t } = useLingui()
  return (
    <Tooltip label={t`Delete`}>
      <ActionIcon size="lg" variant="default" c="red" aria-label={t`Delete ${name}`} onClick={onDelete}>
        <IconTrash size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  )
}
