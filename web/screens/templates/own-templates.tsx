/** The templates that this workspace has made: who finds them, how often they were installed, and their links. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Template } from '../../../shared/templates.ts'
import { $api, refresh } from '../../api.ts'
import { Guarded } from '../../frame/workspace-frame.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Empty } from '../../kit/empty.tsx'
import { BY_CURSOR, LoadMore } from '../../kit/load-more.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { useNumber } from '../../kit/reader.ts'
import { StatusDot } from '../../kit/status-dot.tsx'
import { Time } from '../../kit/time.tsx'
import { useLive } from '../../live.ts'
import { useWorkspace } from '../../me.ts'
import { EditTemplate } from './edit-template.tsx'
import { MakeTemplate } from './make-template.tsx'
import { CategoryIcon, Size } from './template-card.tsx'
import { TemplateLinks } from './template-links.tsx'
import { TemplateMenu } from './template-menu.tsx'
import { CATEGORY_WORDS, VISIBILITY_WORDS } from './template-words.ts'
import classes from './templates.module.css'
import { TemplatesPage } from './templates-page.tsx'

const LIST = '/api/workspaces/{workspace}/templates'
const HEARD = ['template.created', 'template.updated', 'template.deleted', 'template.installed']

export function OwnTemplates() {
  return (
    <Guarded needs="templates:manage">
      <Own />
    </Guarded>
  )
}

function Own() {
  const { id } = useWorkspace()
  const { make, links } = useSearch({ from: '/frame/w/$workspaceId/templates/yours' })
  const navigate = useNavigate({ from: '/w/$workspaceId/templates/yours' })
  const [editing, edit] = useState<Template | null>(null)
  const list = $api.useInfiniteQuery('get', LIST, { params: { path: { workspace: id } } }, BY_CURSOR)
  useLive(HEARD, () => refresh(LIST))
  const rows = list.data?.pages.flatMap((page) => page.data)
  const open = (search: { make?: true; links?: string }) => void navigate({ search, replace: true })
  return (
    <TemplatesPage action={rows?.length !== 0 && <MakeButton onMake={() => open({ make: true })} />}>
      <ProblemNote error={list.error} onRetry={() => void list.refetch()} />
      {!(list.error && !rows) && (
        <List
          rows={rows}
          onEdit={edit}
          onLinks={({ id: links }) => open({ links })}
          onMake={() => open({ make: true })}
        />
      )}
      <LoadMore query={list} />
      <MakeTemplate
        isOpen={make !== undefined && make !== false}
        bot={typeof make === 'string' ? make : undefined}
        onClose={() => open({})}
      />
      <EditTemplate template={editing} onClose={() => edit(null)} />
      <TemplateLinks template={rows?.find((each) => each.id === links)} onClose={() => open({})} />
    </TemplatesPage>
  )
}

function MakeButton({ onMake }: { onMake: () => void }) {
  return (
    <Button leftSection={<IconPlus size={16} />} onClick={onMake}>
      <Trans>Make a template</Trans>
    </Button>
  )
}

interface ListProps {
  rows: Template[] | undefined
  onEdit: (template: Template) => void
  onLinks: (template: Template) => void
  onMake: () => void
}

function List({ rows, onEdit, onLinks, onMake }: ListProps) {
  const { t } = useLingui()
  const number = useNumber()
  const columns: Column<Template>[] = [
    { key: 'name', head: t`Template`, isTitle: true, cell: (template) => <Name template={template} /> },
    { key: 'visibility', head: t`Who finds it`, cell: (template) => <Visibility template={template} /> },
    {
      key: 'installs',
      head: t`Installed`,
      align: 'end',
      cell: ({ installs }) => <span data-tabular>{number(installs)}</span>,
    },
    {
      key: 'changed',
      head: t`Last change`,
      cell: ({ updatedAt, createdAt }) => <Time at={updatedAt ?? createdAt} show="relative" />,
    },
    {
      key: 'actions',
      head: t`Actions`,
      isActions: true,
      cell: (template) => (
        <TemplateMenu template={template} onEdit={() => onEdit(template)} onLinks={() => onLinks(template)} />
      ),
    },
  ]
  return (
    <DataTable
      label={t`Templates of this workspace`}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      onRowClick={onEdit}
      empty={<NoTemplates onMake={onMake} />}
      skeletonRows={3}
    />
  )
}

function Name({ template }: { template: Template }) {
  const { _ } = useWords()
  const { name, category, flows } = template
  return (
    <div className={classes.rowName}>
      <CategoryIcon category={category} />
      <div>
        <Text component="span" fw={500} inherit className={classes.breakable}>
          {name}
        </Text>
        <span className={classes.where}>
          {_(CATEGORY_WORDS[category])} · <Size flows={flows} />
        </span>
      </div>
    </div>
  )
}

function Visibility({ template }: { template: Template }) {
  const { _ } = useWords()
  const { visibility } = template
  const tone = { private: 'off', link: 'info', gallery: 'good' } as const
  return <StatusDot tone={tone[visibility]} label={_(VISIBILITY_WORDS[visibility].label)} />
}

function NoTemplates({ onMake }: { onMake: () => void }) {
  const { t } = useLingui()
  return (
    <Empty
      drawing="bots"
      title={t`No templates yet`}
      action={<Button onClick={onMake}>{t`Make your first template`}</Button>}
    >
      <Trans>
        Pack a bot, or some of its flows, to use it again or to give it to others. Secrets, members and people who
        talked to the bot never travel along.
      </Trans>
    </Empty>
  )
}
