/** Describes a field, or changes its description, kind and, for a field of the bot, what it holds. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import { FIELD_KINDS, type Field, FieldKind, FieldName, type FieldScope } from '../../../shared/fields.ts'
import { $api, refresh } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import { useKindWords } from '../flow-builder/inspector/controls/kind-words.ts'
import { FIELDS } from './bot-fields.ts'
import { FieldInput } from './field-input.tsx'
import { readValue, writtenValue } from './field-values.ts'

interface FieldDialogProps {
  bot: Bot
  /** open for a field of this scope */
  scope: FieldScope | undefined
  /** the one that is changed; null adds one */
  field: Field | null
  onClose: () => void
}

export function FieldDialog({ bot, scope, field, onClose }: FieldDialogProps) {
  const { t } = useLingui()
  const title = field
    ? t`Field ${field.name}`
    : scope === 'bot'
      ? t`Add a field of the bot`
      : t`Add a field of bot users`
  return (
    <Modal opened={scope !== undefined} onClose={onClose} title={title}>
      {scope && <FieldForm bot={bot} scope={scope} field={field} onClose={onClose} />}
    </Modal>
  )
}

interface Values {
  name: string
  kind: FieldKind
  description: string
  value: string
}

function FieldForm({ bot, scope, field, onClose }: FieldDialogProps & { scope: FieldScope }) {
  const { t } = useLingui()
  const kindWords = useKindWords()
  const form = useForm<Values>({
    initialValues: {
      name: field?.name ?? '',
      kind: field?.kind ?? 'text',
      description: field?.description ?? '',
      value: field ? writtenValue(field.value, field.kind) : '',
    },
    validate: {
      name: (name) => (FieldName.safeParse(name).success ? null : t`Small letters, digits and _, a letter first.`),
      value: (value, { kind }) => (readValue(value, kind) === undefined ? t`This is no value of that kind.` : null),
    },
  })
  const { problem, isBusy, save } = useSaving({ bot, scope, field, form, onClose })
  const { kind } = form.values
  const marker = scope === 'bot' ? '{{bot.name}}' : '{{name}}'
  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="md">
        {!field && (
          <TextInput
            label={t`Name`}
            description={t`Written as ${marker} in texts.`}
            placeholder={scope === 'bot' ? 'opening_hours' : 'favourite_colour'}
            maxLength={40}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps('name')}
          />
        )}
        <Select
          label={t`Holds`}
          allowDeselect={false}
          data={FIELD_KINDS.map((value) => ({ value, label: kindWords(value) }))}
          {...form.getInputProps('kind')}
          onChange={(chosen) => form.setValues({ kind: FieldKind.catch('text').parse(chosen), value: '' })}
        />
        {scope === 'bot' && <FieldInput kind={kind} {...form.getInputProps('value')} />}
        <TextInput
          label={t`What it is for`}
          maxLength={300}
          autoComplete="off"
          {...form.getInputProps('description')}
        />
        <ProblemNote error={problem} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={isBusy}>
            {field ? <Trans>Save</Trans> : <Trans>Add field</Trans>}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface Saving extends FieldDialogProps {
  scope: FieldScope
  form: Parameters<typeof showFaults>[0]
}

function useSaving({ bot, scope, field, form, onClose }: Saving) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const [problem, setProblem] = useState<unknown>(null)
  const done = {
    onMutate: () => setProblem(null),
    onSuccess: async ({ name }: { name: string }) => {
      await refresh(FIELDS)
      toast(field ? t`${name} saved` : t`${name} added`)
      onClose()
    },
    onError: (error: unknown) => setProblem(showFaults(form, error)),
  }
  const add = $api.useMutation('post', FIELDS, done)
  const change = $api.useMutation('patch', `${FIELDS}/{field}`, done)
  const path = { workspace: id, bot: bot.id }
  const save = ({ name, kind, description, value: written }: Values) => {
    const value = scope === 'bot' ? { value: readValue(written, kind) ?? null } : {}
    if (field) change.mutate({ params: { path: { ...path, field: field.id } }, body: { kind, description, ...value } })
    else add.mutate({ params: { path }, body: { scope, name, kind, description, ...value } })
  }
  return { problem, isBusy: add.isPending || change.isPending, save }
}
