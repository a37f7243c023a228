/** A bot of a template: the gallery to choose from, and how the chosen one begins. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Radio, Select, Skeleton, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import { type GalleryTemplate, TEMPLATE_CATEGORIES, type TemplateCategory } from '../../../shared/templates.ts'
import { $api } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { SearchField } from '../../kit/search-field.tsx'
import { useWorkspace } from '../../me.ts'
import type { Made } from '../templates/brought-in.tsx'
import { useFits, useGallery, usePreview } from '../templates/gallery.ts'
import { CATEGORY_WORDS, useTemplateWords } from '../templates/template-words.ts'
import { refreshBots } from './bot-list.ts'
import { BotNameField } from './bot-name-field.tsx'
import classes from './bots.module.css'
import { KindChoice } from './kind-choice.tsx'
import { TemplatePreview } from './template-preview.tsx'
import { useCreate } from './use-create.ts'

interface CreateFromTemplateProps {
  /** the template that is picked at first */
  first: string | undefined
  bots: Bot[]
  onMade: (made: Made) => void
  onClose: () => void
}

export function CreateFromTemplate({ first = 'welcome', bots, onMade, onClose }: CreateFromTemplateProps) {
  const { t } = useLingui()
  const gallery = useGallery()
  const [problem, setProblem] = useState<unknown>(null)
  const omni = bots.find((bot) => bot.kind === 'omni')
  const form = useForm<{ name: string; template: string; kind: Bot['kind'] }>({
    initialValues: { name: '', template: first, kind: omni ? 'page' : 'omni' },
  })
  const fail = (error: unknown) => setProblem(showFaults(form, error))
  const create = useCreate(fail)
  const install = useInstall(onMade, fail)
  const { template, name, kind } = form.values
  const chosen = gallery.data?.data.find(({ id }) => id === template)
  const submit = () => {
    setProblem(null)
    if (chosen?.source === 'template') install.make(template, name)
    else create.make({ name, kind, starter: template })
  }
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack gap="lg">
        <BotNameField {...form.getInputProps('name')} placeholder={t`Botty`} />
        <ProblemNote error={gallery.error} onRetry={() => void gallery.refetch()} />
        <Choice
          all={gallery.data?.data}
          value={template}
          onChange={(next) => form.setFieldValue('template', next)}
          botName={name}
        />
        {chosen?.source !== 'template' && (
          <KindChoice value={kind} onChange={(next) => form.setFieldValue('kind', next)} omni={omni} />
        )}
        <ProblemNote error={problem} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={create.isPending || install.isPending} disabled={!chosen}>
            <Trans>Create bot</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function useInstall(onMade: (made: Made) => void, onError: (error: unknown) => void) {
  const { id } = useWorkspace()
  const install = $api.useMutation('post', '/api/workspaces/{workspace}/template-installs', {
    onSuccess: async (made) => {
      await refreshBots()
      onMade(made)
    },
    onError,
  })
  return {
    isPending: install.isPending,
    make: (template: string, name: string) =>
      install.mutate({ params: { path: { workspace: id } }, body: { from: { template }, name } }),
  }
}

interface ChoiceProps {
  all: GalleryTemplate[] | undefined
  value: string
  onChange: (template: string) => void
  botName: string
}

function Choice({ all, value, onChange, botName }: ChoiceProps) {
  const { t } = useLingui()
  const { _ } = useWords()
  const [search, setSearch] = useState('')
  const [category, setCategory] = useState<TemplateCategory>()
  const fits = useFits({ search, category })
  const preview = usePreview(value)
  if (!all) return <Skeleton height={320} radius="md" />
  // the blank one has a tab of its own
  const shown = all.filter((each) => each.id !== 'blank' && fits(each))
  return (
    <div>
      <Group mb="sm" gap="xs">
        <SearchField label={t`Search templates`} value={search} onSearch={setSearch} />
        <Select
          aria-label={t`Category`}
          w={{ base: '100%', xs: 180 }}
          data={[
            { value: '', label: t`All categories` },
            ...TEMPLATE_CATEGORIES.map((each) => ({ value: each, label: _(CATEGORY_WORDS[each]) })),
          ]}
          value={category ?? ''}
          onChange={(chosen) => setCategory(TEMPLATE_CATEGORIES.find((each) => each === chosen))}
        />
      </Group>
      <div className={classes.starters}>
        <Radio.Group label={t`Template`} value={value} onChange={onChange} classNames={{ root: classes.starterList }}>
          {shown.map((template) => (
            <Starter key={template.id} template={template} />
          ))}
          {shown.length === 0 && (
            <Text c="dimmed" size="sm" mt="sm">
              <Trans>Nothing matches. Try another word.</Trans>
            </Text>
          )}
        </Radio.Group>
        {preview.data ? (
          <TemplatePreview preview={preview.data} botName={botName} />
        ) : (
          <Skeleton height={280} radius="md" />
        )}
      </div>
    </div>
  )
}

function Starter({ template }: { template: GalleryTemplate }) {
  const { _ } = useWords()
  const { name, description } = useTemplateWords()(template)
  const { publisher } = template
  return (
    <Radio.Card value={template.id} className={classes.starter}>
      <span className={classes.starterHead}>
        <Radio.Indicator size="xs" />
        {name}
        <span className={classes.starterTag}>
          {template.source === 'starter' ? _(CATEGORY_WORDS[template.category]) : <Trans>by {publisher}</Trans>}
        </span>
      </span>
      <span className={classes.starterText}>{description}</span>
    </Radio.Card>
  )
}
