/** Where I belong, and the end of my account (U3). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Anchor, Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { z } from 'zod'
import { $api } from '../../api.ts'
import { Section } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { Problem } from '../../problem.ts'
import { MyWorkspaces } from './my-workspaces.tsx'
import { SettingsPage } from './settings-page.tsx'

export function Account() {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  return (
    <SettingsPage>
      <Section
        title={t`Your workspaces`}
        action={
          <Button component={Link} to="/workspaces" variant="default">
            <Trans>Manage workspaces</Trans>
          </Button>
        }
      >
        <MyWorkspaces />
      </Section>
      <Section
        title={t`Delete account`}
        lead={t`Removes your account and all that is yours alone. It cannot be undone.`}
      >
        <Button variant="default" c="red" onClick={() => setOpen(true)}>
          <Trans>Delete account</Trans>
        </Button>
      </Section>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t`Delete your account?`}>
        <DeleteAccount onClose={() => setOpen(false)} />
      </Modal>
    </SettingsPage>
  )
}

function DeleteAccount({ onClose }: { onClose: () => void }) {
  const remove = $api.useMutation('delete', '/api/me', { onSuccess: () => window.location.assign('/sign-in') })
  const owned = ownedIn(remove.error)
  return (
    <Stack gap="md">
      {owned ? <LastOwner workspaces={owned} /> : <Consequences />}
      <ProblemNote error={owned ? null : remove.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          <Trans>Cancel</Trans>
        </Button>
        <Button
          color="red"
          loading={remove.isPending || remove.isSuccess}
          disabled={owned !== null}
          onClick={() => remove.mutate({ body: {} })}
        >
          <Trans>Delete account</Trans>
        </Button>
      </Group>
    </Stack>
  )
}

function Consequences() {
  return (
    <List size="sm" spacing={4}>
      <List.Item>
        <Trans>You are signed out everywhere and leave all your workspaces.</Trans>
      </List.Item>
      <List.Item>
        <Trans>API keys that you made stop working.</Trans>
      </List.Item>
      <List.Item>
        <Trans>Chats assigned to you become unassigned; what you wrote in them stays.</Trans>
      </List.Item>
    </List>
  )
}

interface Owned {
  id: string
  name: string
}

function LastOwner({ workspaces }: { workspaces: Owned[] }) {
  const { t } = useLingui()
  return (
    <Alert color="yellow" icon={<IconAlertTriangle size={18} />} title={t`You are the last owner`} role="alert">
      <Stack gap={8}>
        <Text size="sm">
          <Trans>Make somebody else an owner of these workspaces first, or delete them.</Trans>
        </Text>
        <List size="sm">
          {workspaces.map(({ id, name }) => (
            <List.Item key={id}>
              <Anchor component={Link} to={`/w/${id}/members`} size="sm" display="inline-block" py={4}>
                {name}
              </Anchor>
            </List.Item>
          ))}
        </List>
      </Stack>
    </Alert>
  )
}

const Extra = z.object({ workspaces: z.array(z.object({ id: z.string(), name: z.string() })) })

/** The workspaces that would be left without an owner, when that is why the account stays. */
function ownedIn(error: unknown): Owned[] | null {
  if (!(error instanceof Problem) || error.code !== 'last-owner') return null
  const extra = Extra.safeParse(error.more)
  return extra.success ? extra.data.workspaces : null
}
