/** Changes what a template says and who finds it, and packs it anew from a bot. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Modal, Select, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { Template } from '../../../shared/templates.ts'
import { $api, refresh } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { FormFoot } from '../../kit/form-foot.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import { hasPower } from '../bots/bot-list.ts'
import { FlowChoice } from './make-template.tsx'
import { LinkLine, Packed, type PackedTemplate } from './packed.tsx'
import { TemplateForm, type TemplateValues } from './template-form.tsx'

export function EditTemplate({ template, onClose }: { template: Template | null; onClose: () => void }) {
  const { t } = useLingui()
  const [packed, setPacked] = useState<PackedTemplate | null>(null)
  const close = () => {
    setPacked(null)
    onClose()
  }
  return (
    <Modal
      opened={template !== null}
      onClose={close}
      title={packed ? t`The template is packed anew` : t`Edit the template`}
      size="lg"
    >
      {packed && <Packed packed={packed} onClose={close} />}
      {template && !packed && <EditForm template={template} onPacked={setPacked} onClose={close} />}
    </Modal>
  )
}

interface Values extends TemplateValues {
  /** packed anew from it; null leaves the contents as they are */
  bot: string | null
  flows: string[] | null
}

interface EditFormProps {
  template: Template
  onPacked: (packed: PackedTemplate) => void
  onClose: () => void
}

function EditForm({ template, onPacked, onClose }: EditFormProps) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const [problem, setProblem] = useState<unknown>(null)
  const { name, description, category, visibility } = template
  const form = useForm<Values>({ initialValues: { name, description, category, visibility, bot: null, flows: null } })
  const change = $api.useMutation('patch', '/api/workspaces/{workspace}/templates/{template}', {
    onMutate: () => setProblem(null),
    onSuccess: async (packed, { body }) => {
      await refresh('/api/workspaces/{workspace}/templates', '/api/workspaces/{workspace}/gallery')
      if (body.bot !== undefined) return onPacked(packed)
      toast(t`Template saved`)
      onClose()
    },
    onError: (error) => setProblem(showFaults(form, error)),
  })
  const submit = ({ bot, flows, ...words }: Values) =>
    change.mutate({
      params: { path: { workspace: id, template: template.id } },
      body: { ...words, ...(bot && { bot, ...(flows && { flows }) }) },
    })
  const { bot, flows } = form.values
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack gap="md">
        {template.link && <LinkLine link={template.link} />}
        <TemplateForm form={form} />
        <AnewFrom value={bot} onChange={(next) => form.setValues({ bot: next, flows: null })} />
        {bot && <FlowChoice botId={bot} value={flows} onChange={(next) => form.setFieldValue('flows', next)} />}
        <FormFoot error={problem} isBusy={change.isPending} isOff={flows?.length === 0} onCancel={onClose}>
          <Trans>Save</Trans>
        </FormFoot>
      </Stack>
    </form>
  )
}

function AnewFrom({ value, onChange }: { value: string | null; onChange: (bot: string | null) => void }) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const bots = $api.useQuery('get', '/api/workspaces/{workspace}/bots', {
    params: { path: { workspace: id }, query: { limit: 100 } },
  })
  const mine = (bots.data?.data ?? []).filter((bot) => hasPower(bot, 'editor'))
  return (
    <Select
      label={t`Pack it anew from`}
      description={t`Left empty, what is inside stays as it is. Bots that were made of it do not change either way.`}
      placeholder={t`Leave it as it is`}
      clearable
      searchable
      data={mine.map((bot) => ({ value: bot.id, label: bot.name }))}
      value={value}
      onChange={onChange}
    />
  )
}
