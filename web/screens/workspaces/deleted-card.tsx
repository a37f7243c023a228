/** A deleted workspace that can still be brought back. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { IconRestore } from '@tabler/icons-react'
import { RESTORABLE_DAYS } from '../../../shared/workspaces.ts'
import { Face } from '../../kit/person.tsx'
import { Time } from '../../kit/time.tsx'
import type { Workspace } from '../../me.ts'
import { useRestore } from './restore.ts'
import classes from './workspaces.module.css'

export function DeletedCard({ workspace }: { workspace: Workspace }) {
  const { t } = useLingui()
  const restore = useRestore()
  const { name } = workspace
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <Face name={name} photoUrl={workspace.logoUrl} size={40} shape="square" />
        <div>
          <span className={classes.name}>{name}</span>
          <Text size="sm" c="dimmed">
            <Trans>
              Can be brought back until <Time at={endOf(workspace)} show="date" />
            </Trans>
          </Text>
        </div>
      </div>
      <div className={classes.foot}>
        <Button
          variant="default"
          flex={1}
          leftSection={<IconRestore size={16} />}
          loading={restore.isPending}
          aria-label={t`Bring back ${name}`}
          onClick={() => restore.mutate({ params: { path: { workspace: workspace.id } } })}
        >
          <Trans>Bring back</Trans>
        </Button>
      </div>
    </li>
  )
}

function endOf({ deletedAt }: Workspace): string {
  return new Date(Date.parse(deletedAt ?? '') + RESTORABLE_DAYS * 86_400_000).toISOString()
}
