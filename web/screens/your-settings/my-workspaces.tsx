/** The workspaces I belong to, as short rows that lead there. */
import { Trans } from '@lingui/react/macro'
import { Anchor, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Face } from '../../kit/person.tsx'
import { RoleBadge } from '../../kit/role-badge.tsx'
import { useMe } from '../../me.ts'

export function MyWorkspaces() {
  const { workspaces } = useMe()
  if (workspaces.length === 0) {
    return (
      <Text c="dimmed">
        <Trans>You belong to no workspace yet.</Trans>
      </Text>
    )
  }
  return (
    <Stack gap="xs">
      {workspaces.map((workspace) => (
        <Group key={workspace.id} gap={10} wrap="nowrap">
          <Face name={workspace.name} photoUrl={workspace.logoUrl} size={28} shape="square" />
          <Anchor component={Link} to={`/w/${workspace.id}`} c="inherit" fw={500} truncate>
            {workspace.name}
          </Anchor>
          <RoleBadge role={workspace.role} />
        </Group>
      ))}
    </Stack>
  )
}
