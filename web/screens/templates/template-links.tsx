/** Links that install a template once: made with a note and an end, listed with what became of them, and withdrawn. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Alert, Button, Modal, Select, Stack, Text, TextInput, Tooltip } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { LINK_DAYS, type Template, type TemplateLink } from '../../../shared/templates.ts'
import { $api, refresh } from '../../api.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { showFaults } from '../../kit/form.ts'
import { BY_CURSOR, LoadMore } from '../../kit/load-more.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { StatusDot } from '../../kit/status-dot.tsx'
import { Time } from '../../kit/time.tsx'
import { problemToast, toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import { LinkLine } from './packed.tsx'
import classes from './templates.module.css'

const LIST = '/api/workspaces/{workspace}/templates/{template}/links'

interface TemplateLinksProps {
  template: Template | undefined
  onClose: () => void
}

export function TemplateLinks({ template, onClose }: TemplateLinksProps) {
  const { t } = useLingui()
  return (
    <Modal opened={template !== undefined} onClose={onClose} title={t`One-time links`} size="xl">
      {template && <Links template={template} />}
    </Modal>
  )
}

function Links({ template }: { template: Template }) {
  const { id } = useWorkspace()
  const [link, setLink] = useState<string | null>(null)
  const { name } = template
  const path = { workspace: id, template: template.id }
  const links = $api.useInfiniteQuery('get', LIST, { params: { path } }, BY_CURSOR)
  const rows = links.data?.pages.flatMap((page) => page.data)
  return (
    <Stack gap="lg">
      <Text c="dimmed" size="sm">
        <Trans>Each of these installs {name} once, whoever finds the template otherwise.</Trans>
      </Text>
      <NewLink template={template} onMade={setLink} />
      {link && <Fresh key={link} link={link} />}
      <ProblemNote error={links.error} onRetry={() => void links.refetch()} />
      {rows?.length !== 0 && <List template={template} rows={rows} />}
      <LoadMore query={links} />
    </Stack>
  )
}

function Fresh({ link }: { link: string }) {
  return (
    <div role="status">
      <Alert color="yellow" icon={<IconAlertTriangle size={18} />} mb="sm">
        <Trans>Copy it now: this is the only time that it is shown.</Trans>
      </Alert>
      <LinkLine link={link} />
    </div>
  )
}

function NewLink({ template, onMade }: { template: Template; onMade: (link: string) => void }) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const [problem, setProblem] = useState<unknown>(null)
  const form = useForm({ initialValues: { note: '', days: String(LINK_DAYS) } })
  const make = $api.useMutation('post', LIST, {
    onMutate: () => setProblem(null),
    onSuccess: async ({ link }) => {
      form.reset()
      onMade(link)
      await refresh(LIST)
    },
    onError: (error) => setProblem(showFaults(form, error)),
  })
  const days = [
    { value: '1', label: t`1 day` },
    { value: '7', label: t`7 days` },
    { value: '30', label: t`30 days` },
    { value: '90', label: t`90 days` },
    { value: '365', label: t`1 year` },
  ]
  const path = { workspace: id, template: template.id }
  return (
    <form
      onSubmit={form.onSubmit(({ note, days }) =>
        make.mutate({ params: { path }, body: { note, days: Number(days) } }),
      )}
    >
      <div className={classes.newLink}>
        <TextInput
          label={t`Note`}
          placeholder={t`For whom it is`}
          maxLength={200}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('note')}
        />
        <Select label={t`Ends after`} allowDeselect={false} data={days} {...form.getInputProps('days')} />
        <Button type="submit" loading={make.isPending}>
          <Trans>Make a link</Trans>
        </Button>
      </div>
      <ProblemNote error={problem} />
    </form>
  )
}

function List({ template, rows }: { template: Template; rows: TemplateLink[] | undefined }) {
  const { t } = useLingui()
  const columns: Column<TemplateLink>[] = [
    { key: 'note', head: t`Note`, isTitle: true, cell: ({ note }) => <Note note={note} /> },
    { key: 'state', head: t`State`, cell: (link) => <State link={link} /> },
    { key: 'made', head: t`Made`, cell: ({ createdAt }) => <Time at={createdAt} show="date" /> },
    { key: 'until', head: t`Ends`, cell: ({ expiresAt }) => <Time at={expiresAt} show="date" /> },
    {
      key: 'actions',
      head: t`Actions`,
      isActions: true,
      cell: (link) => link.state === 'available' && <Withdraw template={template} link={link} />,
    },
  ]
  return <DataTable label={t`One-time links`} columns={columns} rows={rows} rowKey={({ id }) => id} skeletonRows={2} />
}

function Note({ note }: { note: string }) {
  return note ? (
    <span className={classes.breakable}>{note}</span>
  ) : (
    <Text component="span" c="dimmed" inherit>
      <Trans>No note</Trans>
    </Text>
  )
}

function State({ link }: { link: TemplateLink }) {
  const { t } = useLingui()
  if (link.state === 'available') return <StatusDot tone="good" label={t`Available`} />
  if (link.state === 'expired') return <StatusDot tone="off" label={t`Expired`} />
  return (
    <div>
      <StatusDot tone="info" label={t`Installed`} />
      {link.installedAt && (
        <span className={classes.where}>
          <Time at={link.installedAt} />
        </span>
      )}
    </div>
  )
}

function Withdraw({ template, link }: { template: Template; link: TemplateLink }) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const { note } = link
  const remove = $api.useMutation('delete', '/api/workspaces/{workspace}/templates/{template}/links/{link}', {
    onSuccess: async () => {
      toast(t`The link does not work any more`)
      await refresh(LIST)
    },
    onError: problemToast,
  })
  return (
    <Tooltip label={t`Withdraw`}>
      <ActionIcon
        aria-label={note ? t`Withdraw the link: ${note}` : t`Withdraw the link`}
        loading={remove.isPending}
        onClick={() => remove.mutate({ params: { path: { workspace: id, template: template.id, link: link.id } } })}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Tooltip>
  )
}
