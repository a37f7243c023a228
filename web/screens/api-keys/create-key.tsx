/** Makes a key: its name, what it may, for which bots, until when; then shows it this once (P3). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Modal, MultiSelect, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { NewApiKey } from '../../../shared/api-keys.ts'
import { $api, refresh } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { useWorkspace } from '../../me.ts'
import { EXPIRIES, type Expiry, expiryInstant } from './expiries.ts'
import { KeyMade, type MadeKey } from './key-made.tsx'
import { ScopeChoice } from './scope-choice.tsx'

export function CreateKey({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useLingui()
  const [made, setMade] = useState<MadeKey | null>(null)
  const close = () => {
    onClose()
    setMade(null)
  }
  const isShown = made !== null
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={isShown ? t`Store this key now` : t`Create API key`}
      size="lg"
      closeOnClickOutside={!isShown}
      closeOnEscape={!isShown}
      withCloseButton={!isShown}
    >
      {made ? <KeyMade made={made} onClose={close} /> : <KeyForm onMade={setMade} onCancel={close} />}
    </Modal>
  )
}

interface Wanted {
  name: string
  scopes: NewApiKey['scopes']
  botIds: string[]
  expiry: Expiry
  day: string
}

const START: Wanted = { name: '', scopes: [], botIds: [], expiry: '90', day: '' }

function KeyForm({ onMade, onCancel }: { onMade: (made: MadeKey) => void; onCancel: () => void }) {
  const { t } = useLingui()
  const workspace = useWorkspace()
  const form = useForm<Wanted>({
    initialValues: START,
    validate: {
      name: (name) => (name.trim() ? null : t`Give the key a name.`),
      scopes: (scopes) => (scopes.length > 0 ? null : t`Choose what the key may do.`),
      day: (day, { expiry }) => (expiry !== 'custom' || day > today() ? null : t`Choose a day that is still to come.`),
    },
  })
  const [problem, setProblem] = useState<unknown>(null)
  const create = $api.useMutation('post', '/api/workspaces/{workspace}/api-keys', {
    onMutate: () => setProblem(null),
    onSuccess: async (made) => {
      onMade(made)
      await refresh('/api/workspaces/{workspace}/api-keys')
    },
    onError: (error) => setProblem(showFaults(form, error)),
  })
  const save = ({ name, scopes, botIds, expiry, day }: Wanted) => {
    const expiresAt = expiryInstant(expiry, day)
    const body = { name, scopes, ...(botIds.length > 0 && { botIds }), ...(expiresAt && { expiresAt }) }
    create.mutate({ params: { path: { workspace: workspace.id } }, body })
  }
  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="lg">
        <TextInput
          label={t`Name`}
          description={t`For whom or what the key is, such as "Zapier" or "Nightly export".`}
          maxLength={80}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <ScopeChoice
          value={form.values.scopes}
          onChange={(scopes) => form.setFieldValue('scopes', scopes)}
          error={form.errors.scopes}
        />
        <BotChoice value={form.values.botIds} onChange={(botIds) => form.setFieldValue('botIds', botIds)} />
        <ExpiryChoice
          value={form.values.expiry}
          onChange={(expiry) => form.setFieldValue('expiry', expiry)}
          dayProps={form.getInputProps('day')}
        />
        <ProblemNote error={problem} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={create.isPending}>
            <Trans>Create API key</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function BotChoice({ value, onChange }: { value: string[]; onChange: (botIds: string[]) => void }) {
  const { t } = useLingui()
  const bots = $api.useQuery('get', '/api/workspaces/{workspace}/bots', {
    params: { path: { workspace: useWorkspace().id }, query: { limit: 100 } },
  })
  return (
    <MultiSelect
      label={t`Bots`}
      description={t`Leave empty for the whole workspace.`}
      placeholder={value.length === 0 ? t`Whole workspace` : undefined}
      data={bots.data?.data.map(({ id, name }) => ({ value: id, label: name })) ?? []}
      value={value}
      onChange={onChange}
      searchable
      clearable
    />
  )
}

interface ExpiryChoiceProps {
  value: Expiry
  onChange: (expiry: Expiry) => void
  dayProps: object
}

function ExpiryChoice({ value, onChange, dayProps }: ExpiryChoiceProps) {
  const { t } = useLingui()
  const names: Record<Expiry, string> = {
    '30': t`In 30 days`,
    '90': t`In 90 days`,
    '365': t`In a year`,
    custom: t`On a day I choose`,
    never: t`Never`,
  }
  return (
    <Stack gap="sm">
      <Select
        label={t`Expires`}
        data={EXPIRIES.map((expiry) => ({ value: expiry, label: names[expiry] }))}
        value={value}
        onChange={(chosen) => onChange(EXPIRIES.find((expiry) => expiry === chosen) ?? value)}
      />
      {value === 'custom' && <TextInput type="date" label={t`Last day`} min={today()} {...dayProps} />}
      {value === 'never' && (
        <Alert color="yellow" icon={<IconAlertTriangle size={18} />}>
          <Trans>A key that never expires works for whoever gets hold of it, until somebody revokes it.</Trans>
        </Alert>
      )}
    </Stack>
  )
}

function today(): string {
  return new Date().toLocaleDateString('sv')
}
