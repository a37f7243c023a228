/** Open offers of ownership that concern me: accept or decline what I got, withdraw what I made (M6). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { IconSwitchHorizontal } from '@tabler/icons-react'
import { useState } from 'react'
import type { OwnershipOffer } from '../../../shared/members.ts'
import { $api, refresh } from '../../api.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { Time } from '../../kit/time.tsx'
import { problemToast, toast } from '../../kit/undo-toast.tsx'
import { useLive } from '../../live.ts'
import { useWorkspace } from '../../me.ts'
import classes from './members.module.css'

const LIST = '/api/workspaces/{workspace}/ownership-offers'
const HEARD = ['ownership.proposed', 'ownership.accepted', 'ownership.declined', 'ownership.withdrawn']

export function Offers() {
  const workspace = useWorkspace()
  const offers = $api.useQuery('get', LIST, { params: { path: { workspace: workspace.id } } })
  useLive(HEARD, () => refresh(LIST))
  if (!offers.data?.data.length) return null

  return (
    <div className={classes.offers}>
      {offers.data.data.map((offer) =>
        offer.from.memberId === workspace.memberId ? (
          <Made key={offer.id} offer={offer} />
        ) : (
          <Got key={offer.id} offer={offer} />
        ),
      )}
    </div>
  )
}

function Made({ offer }: { offer: OwnershipOffer }) {
  const { t } = useLingui()
  const { name } = offer.to
  const end = useEnd(t`The offer is withdrawn`)
  return (
    <Alert color="blue" icon={<IconSwitchHorizontal size={18} />} title={t`You offered the ownership to ${name}`}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          <Trans>
            Open until <Time at={offer.expiresAt} />. Nothing changes before {name} accepts.
          </Trans>
        </Text>
        <Button size="xs" variant="default" loading={end.isPending} onClick={() => end.run(offer.id)}>
          <Trans>Withdraw offer</Trans>
        </Button>
      </Group>
    </Alert>
  )
}

function Got({ offer }: { offer: OwnershipOffer }) {
  const { t } = useLingui()
  const { name } = offer.from
  const [isAccepting, setAccepting] = useState(false)
  const end = useEnd(t`The offer is declined`)
  return (
    <Alert color="teal" icon={<IconSwitchHorizontal size={18} />} title={t`${name} offers you the ownership`}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          <Trans>
            As owner you manage the workspace, its members and payments. Open until <Time at={offer.expiresAt} />.
          </Trans>
        </Text>
        <Group gap="xs">
          <Button size="xs" variant="default" loading={end.isPending} onClick={() => end.run(offer.id)}>
            <Trans>Decline</Trans>
          </Button>
          <Button size="xs" onClick={() => setAccepting(true)}>
            <Trans>Accept</Trans>
          </Button>
        </Group>
      </Group>
      <Modal opened={isAccepting} onClose={() => setAccepting(false)} title={t`Become owner`} size="sm">
        <Accept offer={offer} onClose={() => setAccepting(false)} />
      </Modal>
    </Alert>
  )
}

function Accept({ offer, onClose }: { offer: OwnershipOffer; onClose: () => void }) {
  const { t } = useLingui()
  const { name } = offer.from
  const path = { workspace: useWorkspace().id, offer: offer.id }
  const [after, setAfter] = useState('admin')
  const accept = $api.useMutation('post', '/api/workspaces/{workspace}/ownership-offers/{offer}/acceptance', {
    onSuccess: async () => {
      await refresh(LIST, '/api/workspaces/{workspace}/members', '/api/me')
      toast(t`You are owner now`)
      onClose()
    },
  })
  return (
    <Stack gap="md">
      <Radio.Group label={t`What ${name} will be`} value={after} onChange={setAfter}>
        <Stack gap={8} mt={8}>
          <Radio value="admin" label={t`Admin`} description={t`The ownership passes on to you.`} />
          <Radio value="owner" label={t`Owner as well`} description={t`Both of you manage the workspace.`} />
        </Stack>
      </Radio.Group>
      <ProblemNote error={accept.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button
          loading={accept.isPending}
          onClick={() => accept.mutate({ params: { path }, body: { stepDown: after === 'admin' } })}
        >
          <Trans>Become owner</Trans>
        </Button>
      </Group>
    </Stack>
  )
}

function useEnd(done: string): { run: (offer: string) => void; isPending: boolean } {
  const workspace = useWorkspace().id
  const { mutate, isPending } = $api.useMutation('delete', '/api/workspaces/{workspace}/ownership-offers/{offer}', {
    onSuccess: async () => {
      await refresh(LIST)
      toast(done)
    },
    onError: problemToast,
  })
  return { run: (offer) => mutate({ params: { path: { workspace, offer } } }), isPending }
}
