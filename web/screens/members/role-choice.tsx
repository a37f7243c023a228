/** Picks a role: each with one sentence, and beside a present one what would be gained or lost, read from the role table. */
import { useLingui } from '@lingui/react'
import { Trans, useLingui as useMacro } from '@lingui/react/macro'
import { Group, Radio, Stack, Text } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { type Permission, permissionsOf, ROLE_NAMES, type Role } from '../../../shared/roles.ts'
import { PERMISSION_WORDS } from '../../kit/permissions.ts'
import { useRoleName, useRoleSentence } from '../../kit/role-badge.tsx'
import classes from './members.module.css'

interface RoleChoiceProps {
  value: Role
  onChange: (role: Role) => void
  /** the role held now */
  from?: Role
}

export function RoleChoice({ value, onChange, from }: RoleChoiceProps) {
  const { t } = useMacro()
  const name = useRoleName()
  const sentence = useRoleSentence()
  const choose = (text: string) => {
    const role = ROLE_NAMES.find((known) => known === text)
    if (role) onChange(role)
  }
  return (
    <Stack gap="sm">
      <Radio.Group label={t`Role`} value={value} onChange={choose}>
        <Stack gap={8} mt={6}>
          {ROLE_NAMES.map((role) => (
            <Radio
              key={role}
              value={role}
              label={name(role)}
              description={sentence(role)}
              classNames={{ root: classes.choice, body: classes.choiceBody, label: classes.choiceLabel }}
              data-autofocus={role === value || undefined}
            />
          ))}
        </Stack>
      </Radio.Group>
      {from && from !== value && <Difference from={from} to={value} />}
    </Stack>
  )
}

function Difference({ from, to }: { from: Role; to: Role }) {
  const before = permissionsOf(from)
  const after = permissionsOf(to)
  const gained = after.filter((permission) => !before.includes(permission))
  const lost = before.filter((permission) => !after.includes(permission))
  return (
    <div role="status" className={classes.difference}>
      {gained.length > 0 && <Permissions isGained permissions={gained} />}
      {lost.length > 0 && <Permissions isGained={false} permissions={lost} />}
    </div>
  )
}

function Permissions({ isGained, permissions }: { isGained: boolean; permissions: Permission[] }) {
  const { _ } = useLingui()
  const Icon = isGained ? IconPlus : IconMinus
  return (
    <>
      <Text size="sm" fw={500}>
        {isGained ? <Trans>May then also</Trans> : <Trans>May then no longer</Trans>}
      </Text>
      <ul className={classes.permissions}>
        {permissions.map((permission) => (
          <li key={permission}>
            <Group gap={6} wrap="nowrap">
              <Icon size={14} aria-hidden="true" className={isGained ? classes.gained : classes.lost} />
              {_(PERMISSION_WORDS[permission].label)}
            </Group>
          </li>
        ))}
      </ul>
    </>
  )
}
