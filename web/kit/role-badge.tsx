/** A role, told by word and by shade. */
import { useLingui } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import type { Role } from '../../shared/roles.ts'

const COLOURS = { owner: 'teal', admin: 'blue', member: 'gray' } as const satisfies Record<Role, string>

export function RoleBadge({ role }: { role: Role }) {
  const name = useRoleName()
  return <Badge color={COLOURS[role]}>{name(role)}</Badge>
}

export function useRoleName(): (role: Role) => string {
  const { t } = useLingui()
  const names: Record<Role, string> = { owner: t`Owner`, admin: t`Admin`, member: t`Member` }
  return (role) => names[role]
}

/** One sentence on what a role may do, for pickers. */
export function useRoleSentence(): (role: Role) => string {
  const { t } = useLingui()
  const sentences: Record<Role, string> = {
    owner: t`Everything an admin may, and the workspace itself, its members and payments.`,
    admin: t`Everything a member may, and bots, channels, integrations and API keys.`,
    member: t`Edits flows, answers in live chat and views analytics.`,
  }
  return (role) => sentences[role]
}
