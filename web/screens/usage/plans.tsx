/** The plans side by side, from the same table that the server counts by. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Group } from '@mantine/core'
import { PLAN_NAMES, PLANS, type Plan } from '../../../shared/plans.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { useNumber } from '../../kit/reader.ts'

const OFFERED = PLAN_NAMES.filter((plan) => plan !== 'self-hosted')

export function Plans({ current }: { current: Plan }) {
  const { t } = useLingui()
  const number = useNumber()
  const count = (limit: number | null) => (limit === null ? t`Not limited` : number(limit))
  const columns: Column<Plan>[] = [
    { key: 'plan', head: t`Plan`, isTitle: true, cell: (plan) => <Name plan={plan} isCurrent={plan === current} /> },
    { key: 'members', head: t`Members`, align: 'end', cell: (plan) => count(PLANS[plan].members) },
    { key: 'bots', head: t`Bots`, align: 'end', cell: (plan) => count(PLANS[plan].bots) },
    { key: 'contacts', head: t`Bot users`, align: 'end', cell: (plan) => count(PLANS[plan].contacts) },
  ]
  return <DataTable label={t`Plans`} columns={columns} rows={OFFERED} rowKey={(plan) => plan} />
}

function Name({ plan, isCurrent }: { plan: Plan; isCurrent: boolean }) {
  return (
    <Group gap={8} wrap="nowrap" fw={500}>
      {PLANS[plan].name}
      {isCurrent && (
        <Badge color="teal" size="sm">
          <Trans>Your plan</Trans>
        </Badge>
      )}
    </Group>
  )
}
