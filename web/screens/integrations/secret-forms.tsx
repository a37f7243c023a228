/** Keeps a new secret, or gives one a new value; other hosts always want the value anew. */
import { Trans, useLingui } from '@lingui/react/macro'
import { PasswordInput, type PasswordInputProps, Stack, TagsInput, type TagsInputProps, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { type Secret, SecretHost, SecretName } from '../../../shared/integrations.ts'
import { $api, refresh } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { FormFoot } from '../../kit/form-foot.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'

export function NewSecret({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { id: workspace } = useWorkspace()
  const { hosts, value } = useRules()
  const form = useForm<{ name: string; hosts: string[]; value: string }>({
    initialValues: { name: '', hosts: [], value: '' },
    validate: {
      name: (name) => (SecretName.safeParse(name).success ? null : t`Begin with a letter, such as SHOP_KEY.`),
      hosts,
      value,
    },
  })
  const [problem, setProblem] = useState<unknown>(null)
  const add = $api.useMutation('post', '/api/workspaces/{workspace}/secrets', {
    onMutate: () => setProblem(null),
    onSuccess: async ({ name }) => {
      await refreshSecrets()
      toast(t`${name} is kept`)
      onClose()
    },
    onError: (error) => setProblem(showFaults(form, error)),
  })
  return (
    <form noValidate onSubmit={form.onSubmit((body) => add.mutate({ params: { path: { workspace } }, body }))}>
      <Stack gap="md">
        <TextInput
          label={t`Name`}
          description={t`In capitals, as flows write it.`}
          placeholder="SHOP_KEY"
          maxLength={60}
          spellCheck={false}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('name')}
          onChange={(event) => form.setFieldValue('name', asName(event.currentTarget.value))}
        />
        <HostsField {...form.getInputProps('hosts')} />
        <ValueField {...form.getInputProps('value')} />
        <FormFoot error={problem} isBusy={add.isPending} onCancel={onClose}>
          <Trans>Add secret</Trans>
        </FormFoot>
      </Stack>
    </form>
  )
}

export function ChangeSecret({ secret, onClose }: { secret: Secret; onClose: () => void }) {
  const { t } = useLingui()
  const { id: workspace } = useWorkspace()
  const { name } = secret
  const form = useForm({ initialValues: { hosts: secret.hosts, value: '' }, validate: useRules() })
  const [problem, setProblem] = useState<unknown>(null)
  const change = $api.useMutation('patch', '/api/workspaces/{workspace}/secrets/{secret}', {
    onMutate: () => setProblem(null),
    onSuccess: async () => {
      await refreshSecrets()
      toast(t`${name} has its new value`)
      onClose()
    },
    onError: (error) => setProblem(showFaults(form, error)),
  })
  const path = { workspace, secret: secret.id }
  return (
    <form noValidate onSubmit={form.onSubmit((body) => change.mutate({ params: { path }, body }))}>
      <Stack gap="md">
        <ValueField label={t`New value`} data-autofocus {...form.getInputProps('value')} />
        <HostsField {...form.getInputProps('hosts')} />
        <FormFoot error={problem} isBusy={change.isPending} onCancel={onClose}>
          <Trans>Save new value</Trans>
        </FormFoot>
      </Stack>
    </form>
  )
}

function HostsField(props: TagsInputProps) {
  const { t } = useLingui()
  return (
    <TagsInput
      label={t`Hosts`}
      description={t`Where it may be sent, such as api.shop.example; *.shop.example means all below it. Press Enter after each.`}
      placeholder={props.value?.length ? undefined : 'api.shop.example'}
      splitChars={[',', ' ', ';']}
      maxTags={20}
      clearable={false}
      {...props}
    />
  )
}

function ValueField(props: PasswordInputProps) {
  const { t } = useLingui()
  return (
    <PasswordInput
      label={t`Value`}
      description={t`Kept encrypted and never shown again.`}
      maxLength={4000}
      spellCheck={false}
      autoComplete="new-password"
      {...props}
    />
  )
}

function useRules() {
  const { t } = useLingui()
  return {
    hosts: (hosts: string[]) => {
      const odd = hosts.find((host) => !SecretHost.safeParse(host).success)
      if (odd !== undefined) return t`${odd} is not a host such as api.shop.example.`
      return hosts.length > 0 ? null : t`Name at least one host.`
    },
    value: (value: string) => (value.trim() === '' ? t`Fill in the value.` : null),
  }
}

function refreshSecrets(): Promise<void> {
  return refresh('/api/workspaces/{workspace}/secrets', '/api/workspaces/{workspace}/secret-names')
}

/** "shop key" → "SHOP_KEY" */
function asName(text: string): string {
  return text.toUpperCase().replaceAll(/[^A-Z0-9_]/g, '_')
}
