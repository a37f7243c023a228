/** Makes a template one's own: as a new bot, or as flows of a bot that is there; then tells what is still to do. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, Modal, Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMemo, useState } from 'react'
import { BotPackage } from '../../../engine/pack/package.ts'
import { $api } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { FormFoot } from '../../kit/form-foot.tsx'
import { useWorkspace } from '../../me.ts'
import { useBotFields } from '../bot/bot-fields.ts'
import { hasPower, refreshBots } from '../bots/bot-list.ts'
import { alsoNeeded } from './also-needed.ts'
import { BroughtIn, type Made } from './brought-in.tsx'
import { clashesOf, FieldMapping } from './field-mapping.tsx'
import type { Preview } from './gallery.ts'
import { Needs } from './needs.tsx'
import { useTemplateWords } from './template-words.ts'

interface UseTemplateProps {
  preview: Preview
  /** the link it was found by */
  token?: string
  isOpen: boolean
  onClose: () => void
}

export function UseTemplate({ isOpen, onClose, ...rest }: UseTemplateProps) {
  const { t } = useLingui()
  const { name } = useTemplateWords()(rest.preview)
  const [made, setMade] = useState<Made | null>(null)
  const close = () => {
    setMade(null)
    onClose()
  }
  return (
    <Modal opened={isOpen} onClose={close} title={t`Use ${name}`} size="lg">
      {made ? <BroughtIn made={made} onClose={close} /> : <UseForm {...rest} onMade={setMade} onClose={close} />}
    </Modal>
  )
}

interface UseFormProps {
  preview: Preview
  token?: string | undefined
  onMade: (made: Made) => void
  onClose: () => void
}

interface Values {
  target: 'new' | 'into'
  name: string
  into: string | null
  flows: string[]
  fields: Record<string, string>
}

function UseForm({ preview, token, onMade, onClose }: UseFormProps) {
  const { id } = useWorkspace()
  const { name } = useTemplateWords()(preview)
  const [problem, setProblem] = useState<unknown>(null)
  const form = useForm<Values>({
    initialValues: { target: 'new', name, into: null, flows: preview.flows.map(({ key }) => key), fields: {} },
  })
  const { target, into, flows, fields } = form.values
  const also = useMemo(() => alsoNeeded(BotPackage.parse(preview.package).flows.map(({ flow }) => flow)), [preview])
  const isInto = target === 'into'
  const { fields: known = [] } = useBotFields(isInto ? into : null)
  const clashes = isInto ? clashesOf(preview, known) : []
  const install = $api.useMutation('post', '/api/workspaces/{workspace}/template-installs', {
    onMutate: () => setProblem(null),
    onSuccess: async (made, { body }) => {
      await refreshBots()
      onMade({ ...made, isAdded: body.into !== undefined })
    },
    onError: (error) => setProblem(showFaults(form, error)),
  })
  const submit = (values: Values) => {
    const renamed = Object.entries(values.fields).filter(
      ([from, to]) => clashes.includes(from) && to !== '' && to !== from,
    )
    const where = isInto
      ? { into: values.into ?? '', flows: values.flows, fields: Object.fromEntries(renamed) }
      : { name: values.name }
    install.mutate({ params: { path: { workspace: id } }, body: { from: sourceOf(preview, token), ...where } })
  }
  const isReady = !isInto || (into !== null && flows.length > 0)
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack gap="lg">
        <Target form={form} preview={preview} />
        <FieldMapping
          clashes={clashes}
          preview={preview}
          value={fields}
          onChange={(next) => form.setFieldValue('fields', next)}
        />
        <section>
          <Text size="sm" fw={500} mb={6}>
            <Trans>What it needs</Trans>
          </Text>
          <Needs needs={preview.needs} also={also} />
        </section>
        <FormFoot error={problem} isBusy={install.isPending} isOff={!isReady} onCancel={onClose}>
          {isInto ? <Trans>Add the flows</Trans> : <Trans>Create bot</Trans>}
        </FormFoot>
      </Stack>
    </form>
  )
}

function sourceOf({ id, source }: Preview, token: string | undefined) {
  if (token !== undefined) return { token }
  return source === 'starter' ? { starter: id } : { template: id }
}

interface TargetProps {
  form: ReturnType<typeof useForm<Values>>
  preview: Preview
}

function Target({ form, preview }: TargetProps) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const path = { workspace: id }
  const bots = $api.useQuery('get', '/api/workspaces/{workspace}/bots', { params: { path, query: { limit: 100 } } })
  const mine = (bots.data?.data ?? []).filter((bot) => hasPower(bot, 'editor'))
  const isInto = form.values.target === 'into'
  return (
    <>
      <Radio.Group
        label={t`Where to`}
        value={form.values.target}
        onChange={(word) => form.setFieldValue('target', word === 'into' ? 'into' : 'new')}
      >
        <Stack gap="sm" mt={4}>
          <Radio
            size="xs"
            value="new"
            label={t`A new bot`}
            description={t`With its look, flows and fields, as a draft.`}
          />
          <Radio
            size="xs"
            value="into"
            disabled={mine.length === 0}
            label={t`A bot that is there`}
            description={t`Its flows are added to those of the bot; nothing of the bot changes.`}
          />
        </Stack>
      </Radio.Group>
      {isInto ? (
        <>
          <Select
            label={t`Bot`}
            placeholder={t`Choose a bot`}
            searchable
            data={mine.map((bot) => ({ value: bot.id, label: bot.name }))}
            {...form.getInputProps('into')}
          />
          {preview.flows.length > 1 && (
            <Checkbox.Group label={t`Flows to take`} {...form.getInputProps('flows')}>
              <Stack gap={8} mt={6}>
                {preview.flows.map(({ key, name }) => (
                  <Checkbox key={key} value={key} label={name} />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
        </>
      ) : (
        <TextInput
          label={t`Name`}
          description={t`People see it above the chat.`}
          maxLength={80}
          required
          withAsterisk={false}
          data-autofocus
          autoComplete="off"
          {...form.getInputProps('name')}
        />
      )}
    </>
  )
}
