/** Secrets of HTTP requests: named for flows, never shown again, sent to their own hosts only. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Code, Group, Modal, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Secret } from '../../../shared/integrations.ts'
import { $api, refresh } from '../../api.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Empty } from '../../kit/empty.tsx'
import { Section } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { Time } from '../../kit/time.tsx'
import { useLive } from '../../live.ts'
import { useWorkspace } from '../../me.ts'
import { RemoveSecret } from './remove-secret.tsx'
import { ChangeSecret, NewSecret } from './secret-forms.tsx'
import { SecretMenu } from './secret-menu.tsx'

const LIST = '/api/workspaces/{workspace}/secrets'

type Act = { kind: 'add' } | { kind: 'change' | 'remove'; secret: Secret } | null

export function Secrets() {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const [act, setAct] = useState<Act>(null)
  const { data, error, refetch } = $api.useQuery('get', LIST, { params: { path: { workspace: id } } })
  useLive(['secret.added', 'secret.changed', 'secret.removed'], () => refresh(LIST))
  const columns = useColumns(setAct)
  const add = (
    <Button
      variant={data?.length ? 'default' : 'filled'}
      leftSection={<IconPlus size={16} />}
      onClick={() => setAct({ kind: 'add' })}
    >
      <Trans>Add a secret</Trans>
    </Button>
  )
  const example = '{{secret.NAME}}'
  return (
    <Section
      title={t`Secrets`}
      lead={
        <Trans>
          Keys and tokens for your HTTP requests: a step writes <Code>{example}</Code>, and the value is filled in only
          when the request leaves for one of its hosts.
        </Trans>
      }
      action={data?.length ? add : undefined}
    >
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {!(error && !data) && (
        <DataTable
          label={t`Secrets`}
          columns={columns}
          rows={data}
          rowKey={(secret) => secret.id}
          empty={<NoSecrets action={add} />}
          skeletonRows={2}
        />
      )}
      <Dialogs act={act} onClose={() => setAct(null)} />
    </Section>
  )
}

function useColumns(onAct: (act: Act) => void): Column<Secret>[] {
  const { t } = useLingui()
  return [
    { key: 'name', head: t`Name`, isTitle: true, cell: (secret) => <Name name={secret.name} /> },
    { key: 'hosts', head: t`Hosts`, cell: ({ hosts }) => hosts.join(', ') },
    { key: 'end', head: t`Ends with`, cell: ({ last4 }) => <Ending last4={last4} /> },
    { key: 'changed', head: t`Changed`, cell: ({ updatedAt }) => <Time at={updatedAt} show="relative" /> },
    {
      key: 'actions',
      head: t`Actions`,
      isActions: true,
      cell: (secret) => <SecretMenu name={secret.name} onAct={(kind) => onAct({ kind, secret })} />,
    },
  ]
}

function Name({ name }: { name: string }) {
  const { t } = useLingui()
  return (
    <Group gap={4} wrap="nowrap">
      <Code>{name}</Code>
      <CopyButton value={`{{secret.${name}}}`} label={t`Copy ${name} as it is written in a step`} />
    </Group>
  )
}

/** Of a short value nothing is told. */
function Ending({ last4 }: { last4: string }) {
  if (last4 === '')
    return (
      <Text component="span" inherit c="dimmed">
        –
      </Text>
    )
  return <Code>…{last4}</Code>
}

function Dialogs({ act, onClose }: { act: Act; onClose: () => void }) {
  const { t } = useLingui()
  const name = act && 'secret' in act ? act.secret.name : ''
  return (
    <>
      <Modal opened={act?.kind === 'add'} onClose={onClose} title={t`Add a secret`}>
        <NewSecret onClose={onClose} />
      </Modal>
      <Modal opened={act?.kind === 'change'} onClose={onClose} title={t`A new value for ${name}`}>
        {act?.kind === 'change' && <ChangeSecret secret={act.secret} onClose={onClose} />}
      </Modal>
      <Modal opened={act?.kind === 'remove'} onClose={onClose} title={t`Remove ${name}?`} size="sm">
        {act?.kind === 'remove' && <RemoveSecret secret={act.secret} onClose={onClose} />}
      </Modal>
    </>
  )
}

function NoSecrets({ action }: { action: React.ReactNode }) {
  const { t } = useLingui()
  return (
    <Empty drawing="locked" title={t`No secrets yet`} action={action}>
      <Trans>
        When a request of a flow needs a key, keep it here. Those who build flows use its name and never see the value.
      </Trans>
    </Empty>
  )
}
