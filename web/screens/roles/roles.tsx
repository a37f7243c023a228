/** Who may do what here, drawn from the same table that the server checks (M10). */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Badge, Skeleton, Text, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconMinus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import type { Permission, Role } from '../../../shared/roles.ts'
import { $api } from '../../api.ts'
import { Page } from '../../kit/page.tsx'
import { grouped, PERMISSION_WORDS } from '../../kit/permissions.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { useRoleName, useRoleSentence } from '../../kit/role-badge.tsx'
import { useWorkspace } from '../../me.ts'
import classes from './roles.module.css'

interface RoleColumn {
  role: Role
  permissions: Permission[]
}

export function Roles() {
  const { t } = useLingui()
  const workspace = useWorkspace()
  const table = $api.useQuery('get', '/api/workspaces/{workspace}/roles', {
    params: { path: { workspace: workspace.id } },
  })
  return (
    <Page title={t`Roles`} lead={<Lead href={`/w/${workspace.id}/members`} />}>
      <ProblemNote error={table.error} onRetry={() => void table.refetch()} />
      {table.data && <Matrix roles={table.data.roles} permissions={table.data.permissions} mine={workspace.role} />}
      {table.isPending && <Skeleton height={420} />}
      {workspace.access === 'restricted' && (
        <Text size="sm" c="dimmed" mt="sm">
          <Trans>Your access is restricted to named bots: your role counts only for those.</Trans>
        </Text>
      )}
    </Page>
  )
}

function Lead({ href }: { href: string }) {
  return (
    <Trans>
      What each role may do in this workspace. Owners give roles on the{' '}
      <Anchor component={Link} to={href} inherit underline="always">
        Members
      </Anchor>{' '}
      page.
    </Trans>
  )
}

function Matrix({ roles, permissions, mine }: { roles: RoleColumn[]; permissions: Permission[]; mine: Role }) {
  const { t } = useLingui()
  const { _ } = useWords()
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={t`Roles and permissions`}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>May</Trans>
            </th>
            {roles.map(({ role }) => (
              <Head key={role} role={role} isMine={role === mine} />
            ))}
          </tr>
        </thead>
        <tbody>
          {grouped(permissions).map((group) => (
            <Fragment key={group.id}>
              <tr className={classes.group}>
                <th scope="rowgroup" colSpan={roles.length + 1}>
                  {_(group.label)}
                </th>
              </tr>
              {group.permissions.map((permission) => (
                <Line key={permission} permission={permission} roles={roles} mine={mine} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Head({ role, isMine }: { role: Role; isMine: boolean }) {
  const name = useRoleName()
  const sentence = useRoleSentence()
  return (
    <th scope="col" data-mine={isMine || undefined}>
      <span className={classes.role}>
        {name(role)}
        {isMine && (
          <Badge color="teal" size="sm">
            <Trans>You</Trans>
          </Badge>
        )}
      </span>
      <span className={classes.sentence}>{sentence(role)}</span>
    </th>
  )
}

function Line({ permission, roles, mine }: { permission: Permission; roles: RoleColumn[]; mine: Role }) {
  const { _ } = useWords()
  const { label, detail } = PERMISSION_WORDS[permission]
  return (
    <tr>
      <th scope="row">
        {_(label)}
        <span className={classes.detail}>{_(detail)}</span>
      </th>
      {roles.map(({ role, permissions }) => (
        <td key={role} data-mine={role === mine || undefined}>
          <Tick isGranted={permissions.includes(permission)} />
        </td>
      ))}
    </tr>
  )
}

function Tick({ isGranted }: { isGranted: boolean }) {
  const Icon = isGranted ? IconCheck : IconMinus
  return (
    <>
      <Icon
        size={18}
        stroke={isGranted ? 2.2 : 1.6}
        className={isGranted ? classes.yes : classes.no}
        aria-hidden="true"
      />
      <VisuallyHidden>{isGranted ? <Trans>Yes</Trans> : <Trans>No</Trans>}</VisuallyHidden>
    </>
  )
}
