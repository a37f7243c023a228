/** Packs a bot, or some of its flows, as a template; then tells what was left out and gives its link. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, Modal, Select, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { $api, refresh } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { FormFoot } from '../../kit/form-foot.tsx'
import { useWorkspace } from '../../me.ts'
import { hasPower } from '../bots/bot-list.ts'
import { Packed, type PackedTemplate } from './packed.tsx'
import { TemplateForm, type TemplateValues } from './template-form.tsx'

interface MakeTemplateProps {
  isOpen: boolean
  /** the bot that is picked at first */
  bot: string | undefined
  onClose: () => void
}

export function MakeTemplate({ isOpen, bot, onClose }: MakeTemplateProps) {
  const { t } = useLingui()
  const [packed, setPacked] = useState<PackedTemplate | null>(null)
  const close = () => {
    setPacked(null)
    onClose()
  }
  return (
    <Modal opened={isOpen} onClose={close} title={packed ? t`The template is ready` : t`Make a template`} size="lg">
      {packed ? (
        <Packed packed={packed} onClose={close} />
      ) : (
        <MakeForm bot={bot ?? null} onPacked={setPacked} onClose={close} />
      )}
    </Modal>
  )
}

interface Values extends TemplateValues {
  bot: string | null
  /** null: all of them */
  flows: string[] | null
}

interface MakeFormProps {
  bot: string | null
  onPacked: (packed: PackedTemplate) => void
  onClose: () => void
}

function MakeForm({ bot, onPacked, onClose }: MakeFormProps) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const [problem, setProblem] = useState<unknown>(null)
  const path = { workspace: id }
  const bots = $api.useQuery('get', '/api/workspaces/{workspace}/bots', { params: { path, query: { limit: 100 } } })
  const mine = (bots.data?.data ?? []).filter((each) => hasPower(each, 'editor'))
  const form = useForm<Values>({
    initialValues: { bot, flows: null, name: '', description: '', category: 'other', visibility: 'private' },
  })
  const make = $api.useMutation('post', '/api/workspaces/{workspace}/templates', {
    onMutate: () => setProblem(null),
    onSuccess: async (packed) => {
      await refresh('/api/workspaces/{workspace}/templates', '/api/workspaces/{workspace}/gallery')
      onPacked(packed)
    },
    onError: (error) => setProblem(showFaults(form, error)),
  })
  const submit = ({ bot: of, flows, ...words }: Values) =>
    make.mutate({ params: { path }, body: { ...words, bot: of ?? '', ...(flows && { flows }) } })
  const { flows } = form.values
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack gap="md">
        <Select
          label={t`Bot`}
          description={t`It is packed as it is drafted now.`}
          placeholder={t`Choose a bot`}
          searchable
          allowDeselect={false}
          data={mine.map((each) => ({ value: each.id, label: each.name }))}
          {...form.getInputProps('bot')}
          onChange={(chosen) => form.setValues({ bot: chosen, flows: null })}
        />
        {form.values.bot && (
          <FlowChoice botId={form.values.bot} value={flows} onChange={(next) => form.setFieldValue('flows', next)} />
        )}
        <TemplateForm form={form} />
        <FormFoot
          error={problem}
          isBusy={make.isPending}
          isOff={!form.values.bot || flows?.length === 0}
          onCancel={onClose}
        >
          <Trans>Make template</Trans>
        </FormFoot>
      </Stack>
    </form>
  )
}

interface FlowChoiceProps {
  botId: string
  value: string[] | null
  onChange: (flows: string[] | null) => void
}

/** All flows travel where none is left out; a bot with a single one offers no choice. */
export function FlowChoice({ botId, value, onChange }: FlowChoiceProps) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const list = $api.useQuery('get', '/api/workspaces/{workspace}/bots/{bot}/flows', {
    params: { path: { workspace: id, bot: botId } },
  })
  const flows = list.data?.data ?? []
  if (flows.length < 2) return null
  const chosen = value ?? flows.map((flow) => flow.id)
  return (
    <Checkbox.Group
      label={t`Flows`}
      description={t`A flow that is called and does not travel along leaves a gap.`}
      value={chosen}
      onChange={(next) => onChange(next.length === flows.length ? null : next)}
    >
      <Stack gap={8} mt={6}>
        {flows.map((flow) => (
          <Checkbox key={flow.id} value={flow.id} label={flow.name} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
