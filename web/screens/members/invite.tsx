/** Invites people by their addresses, with a role and access for all of them, and tells how it went for each (M4, M7). */
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type InviteResult, InviteResults } from '../../../shared/invitations.ts'
import type { Access } from '../../../shared/members.ts'
import type { Role } from '../../../shared/roles.ts'
import { $api, refresh } from '../../api.ts'
import { Meter } from '../../kit/meter.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { useWorkspace } from '../../me.ts'
import { AccessChoice } from './access-choice.tsx'
import { AddressField } from './address-field.tsx'
import type { Address } from './addresses.ts'
import { InviteOutcome } from './invite-outcome.tsx'
import classes from './members.module.css'
import { RoleChoice } from './role-choice.tsx'

export function Invite({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useLingui()
  const [results, setResults] = useState<InviteResult[] | null>(null)
  const close = () => {
    onClose()
    setResults(null)
  }
  return (
    <Modal opened={isOpen} onClose={close} title={t`Invite people`} size="lg">
      {results ? (
        <InviteOutcome results={results} onMore={() => setResults(null)} onClose={close} />
      ) : (
        <InviteForm onDone={setResults} onCancel={close} />
      )}
    </Modal>
  )
}

function InviteForm({ onDone, onCancel }: { onDone: (results: InviteResult[]) => void; onCancel: () => void }) {
  const { t } = useLingui()
  const workspace = useWorkspace()
  const [addresses, setAddresses] = useState<Address[]>([])
  const [role, setRole] = useState<Role>('member')
  const [access, setAccess] = useState<Access>({ access: 'complete', bots: [] })
  const [message, setMessage] = useState('')
  const [isAsked, setAsked] = useState(false)
  const emails = addresses.flatMap(({ email }) => email ?? [])
  const isSound = emails.length > 0 && emails.length === addresses.length
  const invite = $api.useMutation('post', '/api/workspaces/{workspace}/invitations', {
    onSuccess: async (answer) => {
      onDone(InviteResults.parse(answer).results)
      await refresh('/api/workspaces/{workspace}/invitations', '/api/workspaces/{workspace}/usage')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!isSound) return
    const terms = role === 'owner' || access.access === 'complete' ? NO_LIMITS : access
    invite.mutate({ params: { path: { workspace: workspace.id } }, body: { emails, role, message, ...terms } })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        <AddressField
          value={addresses}
          onChange={setAddresses}
          error={isAsked && addresses.length === 0 ? t`Enter at least one address.` : undefined}
        />
        <RoleChoice value={role} onChange={setRole} />
        {role !== 'owner' && <AccessChoice value={access} onChange={setAccess} />}
        <Textarea
          label={t`Message (optional)`}
          description={t`It appears in the e-mail, above the link.`}
          maxLength={1000}
          minRows={2}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
        <Seats wanted={emails.length} />
        <ProblemNote error={invite.error} />
        <Group justify="flex-end" gap="xs" className={classes.foot}>
          <Button variant="default" onClick={onCancel}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={invite.isPending} disabled={addresses.length > 0 && !isSound}>
            {emails.length === 0
              ? t`Invite people`
              : plural(emails.length, { one: 'Invite # person', other: 'Invite # people' })}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const NO_LIMITS: Access = { access: 'complete', bots: [] }

/** The seats that are taken and left; a pending invitation holds one. */
function Seats({ wanted }: { wanted: number }) {
  const { t } = useLingui()
  const workspace = useWorkspace()
  const usage = $api.useQuery('get', '/api/workspaces/{workspace}/usage', {
    params: { path: { workspace: workspace.id } },
  })
  const meter = usage.data?.meters.find(({ resource }) => resource === 'members')
  if (!meter || meter.limit === null) return null

  const left = Math.max(0, meter.limit - meter.used)
  return (
    <div>
      <Meter label={t`Seats`} used={meter.used} limit={meter.limit} />
      {wanted > left ? (
        <Alert color="yellow" mt="sm" role="status">
          {plural(left, {
            0: 'No seat is left. Raise the limit or remove somebody first.',
            one: 'Only # seat is left. The other addresses will not be invited.',
            other: 'Only # seats are left. The other addresses will not be invited.',
          })}
        </Alert>
      ) : (
        <Text size="xs" c="dimmed" mt={4}>
          {plural(left, {
            one: '# seat is left. Pending invitations hold a seat each.',
            other: '# seats are left. Pending invitations hold a seat each.',
          })}
        </Text>
      )}
    </div>
  )
}
