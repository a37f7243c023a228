/** The members as rows; who manages them gets a gear at each row's end (M5). */
import { useLingui } from '@lingui/react/macro'
import { Group, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { MEMBER_SORTS, type Member } from '../../../shared/members.ts'
import { type Column, DataTable, type Sort } from '../../kit/data-table.tsx'
import { Person } from '../../kit/person.tsx'
import { RoleBadge } from '../../kit/role-badge.tsx'
import { StatusDot } from '../../kit/status-dot.tsx'
import { Time } from '../../kit/time.tsx'
import { type MemberAct, MemberDialogs } from './member-dialogs.tsx'
import { MemberMenu } from './member-menu.tsx'
import classes from './members.module.css'
import { RestrictedMark } from './restricted-mark.tsx'

type SortKey = (typeof MEMBER_SORTS)[number]

interface MemberTableProps {
  rows: Member[] | undefined
  sort: SortKey
  onSort: (sort: SortKey) => void
  empty: ReactNode
}

export function MemberTable({ rows, sort, onSort, empty }: MemberTableProps) {
  const { t } = useLingui()
  const [act, setAct] = useState<MemberAct | null>(null)
  const columns: Column<Member>[] = [
    { key: 'name', head: t`Member`, isTitle: true, sortable: true, cell: (member) => <Who member={member} /> },
    { key: 'role', head: t`Role`, sortable: true, cell: (member) => <RoleAndAccess member={member} /> },
    { key: 'twoFactor', head: t`Two-factor`, cell: (member) => <TwoFactor isOn={member.twoFactor} /> },
    {
      key: 'last-active',
      head: t`Last active`,
      sortable: true,
      cell: ({ lastActiveAt }) =>
        lastActiveAt ? (
          <Time at={lastActiveAt} show="relative" />
        ) : (
          <Text component="span" size="sm" c="dimmed">{t`Never`}</Text>
        ),
    },
    { key: 'joined', head: t`Joined`, sortable: true, cell: (member) => <Time at={member.joinedAt} show="date" /> },
    {
      key: 'actions',
      head: t`Actions`,
      isActions: true,
      cell: (member) => <MemberMenu member={member} onAct={setAct} />,
    },
  ]
  const choose = ({ key }: Sort) => {
    const chosen = MEMBER_SORTS.find((name) => name === key)
    if (chosen) onSort(chosen)
  }
  return (
    <>
      <DataTable
        label={t`Members`}
        columns={columns}
        rows={rows}
        rowKey={(member) => member.id}
        sort={{ key: sort, direction: WAYS[sort] }}
        onSort={choose}
        empty={empty}
      />
      <MemberDialogs act={act} onClose={() => setAct(null)} />
    </>
  )
}

/** The one way in which each order makes sense, as the API gives it. */
const WAYS = { joined: 'asc', name: 'asc', role: 'asc', 'last-active': 'desc' } as const satisfies Record<
  SortKey,
  Sort['direction']
>

function Who({ member }: { member: Member }) {
  const { t } = useLingui()
  const { name, photoUrl, email, isYou } = member
  return <Person name={name} photoUrl={photoUrl} email={email} tag={isYou ? t`You` : undefined} size={32} />
}

function RoleAndAccess({ member }: { member: Member }) {
  return (
    <Group gap={6} wrap="nowrap" className={classes.still}>
      <RoleBadge role={member.role} />
      {member.access === 'restricted' && <RestrictedMark count={member.bots.length} />}
    </Group>
  )
}

function TwoFactor({ isOn }: { isOn: boolean }) {
  const { t } = useLingui()
  return <StatusDot tone={isOn ? 'good' : 'off'} label={isOn ? t`On` : t`Off`} />
}
