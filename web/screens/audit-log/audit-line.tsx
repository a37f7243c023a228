/** The columns of the audit log: what, by whom, from where, when. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Text } from '@mantine/core'
import { IconKey, IconRobot, IconUser } from '@tabler/icons-react'
import { type AuditLine, isAudited } from '../../../shared/audit-log.ts'
import type { Column } from '../../kit/data-table.tsx'
import { Face } from '../../kit/person.tsx'
import { Time } from '../../kit/time.tsx'
import classes from './audit-log.module.css'
import { ChangeList } from './change-list.tsx'
import { changesOf } from './changes.ts'
import { EVENT_WORDS } from './event-words.ts'

export function useColumns(): Column<AuditLine>[] {
  const { t } = useLingui()
  return [
    { key: 'what', head: t`What`, isTitle: true, cell: (line) => <What line={line} /> },
    { key: 'who', head: t`By`, width: '19%', cell: ({ actor }) => <Who actor={actor} /> },
    { key: 'where', head: t`From`, width: '16%', cell: ({ actor }) => <Where actor={actor} /> },
    { key: 'when', head: t`When`, width: '17%', cell: ({ at }) => <Time at={at} /> },
  ]
}

function What({ line }: { line: AuditLine }) {
  const { _ } = useWords()
  const { kind, target, before, after } = line
  const words = isAudited(kind) ? _(EVENT_WORDS[kind]) : kind
  return (
    <div className={classes.what}>
      <span className={classes.event}>{words}</span>
      {target.name && <span className={classes.target}>{target.name}</span>}
      <ChangeList changes={changesOf(before, after)} />
    </div>
  )
}

function Who({ actor }: { actor: AuditLine['actor'] }) {
  if (actor.kind === 'member' && actor.name) {
    return (
      <Group gap={8} wrap="nowrap">
        <Face name={actor.name} size={24} />
        <span className={classes.name}>{actor.name}</span>
      </Group>
    )
  }
  const Icon = actor.kind === 'contact' ? IconUser : IconRobot
  return (
    <Group gap={8} wrap="nowrap" c="dimmed">
      <Icon size={18} stroke={1.6} aria-hidden="true" />
      {actor.kind === 'contact' ? <Trans>Bot user</Trans> : <Trans>Switchboard itself</Trans>}
    </Group>
  )
}

function Where({ actor }: { actor: AuditLine['actor'] }) {
  if (!actor.ip) {
    return (
      <Text component="span" size="sm" c="dimmed">
        –
      </Text>
    )
  }
  return (
    <div>
      <span data-tabular className={classes.address}>
        {actor.ip}
      </span>
      <Text component="span" size="xs" c="dimmed" display="block">
        {actor.via === 'key' ? (
          <Group component="span" gap={4} wrap="nowrap">
            <IconKey size={12} aria-hidden="true" />
            <Trans>API key</Trans>
          </Group>
        ) : (
          <Trans>Browser session</Trans>
        )}
      </Text>
    </div>
  )
}
