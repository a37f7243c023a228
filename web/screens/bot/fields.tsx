/** What a bot keeps: about each person it talks to, and about itself; and the tags that people have. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import type { Field, FieldScope } from '../../../shared/fields.ts'
import { $api } from '../../api.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Empty } from '../../kit/empty.tsx'
import { Section } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { useNumber } from '../../kit/reader.ts'
import { useMay, useWorkspace } from '../../me.ts'
import { hasPower } from '../bots/bot-list.ts'
import { useKindWords } from '../flow-builder/inspector/controls/kind-words.ts'
import { useBotFields } from './bot-fields.ts'
import { BotPage } from './bot-page.tsx'
import { FieldDialog } from './field-dialog.tsx'
import { FieldMenu } from './field-menu.tsx'
import { shownValue } from './field-values.ts'
import classes from './fields.module.css'

export function BotFields() {
  return <BotPage>{(bot) => <Fields bot={bot} />}</BotPage>
}

function Fields({ bot }: { bot: Bot }) {
  const { t } = useLingui()
  const mayEdit = useMay('flows:edit') && hasPower(bot, 'editor')
  const { add } = useSearch({ from: '/frame/w/$workspaceId/bots/$botId/fields' })
  const navigate = useNavigate({ from: '/w/$workspaceId/bots/$botId/fields' })
  const [editing, edit] = useState<Field | null>(null)
  const { fields, error, refetch } = useBotFields(bot.id)
  const open = (scope: FieldScope | undefined) => void navigate({ search: { add: scope }, replace: true })
  const rowsOf = (scope: FieldScope) => fields?.filter((field) => field.scope === scope)
  const tableOf = (scope: FieldScope) => (
    <FieldTable scope={scope} rows={rowsOf(scope)} bot={bot} mayEdit={mayEdit} onEdit={edit} />
  )
  return (
    <>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      <Section
        title={t`Of bot users`}
        lead={t`What the bot learns about each person. Flows fill them by name; described here, they are checked and easy to pick.`}
        action={mayEdit && <AddButton onClick={() => open('user')} />}
      >
        {tableOf('user')}
      </Section>
      <Section
        title={t`Of the bot`}
        lead={t`The same for everybody, such as an address or a price. Flows read and write them as bot.name.`}
        action={mayEdit && <AddButton onClick={() => open('bot')} />}
      >
        {tableOf('bot')}
      </Section>
      <Tags bot={bot} />
      <FieldDialog bot={bot} scope={add} field={null} onClose={() => open(undefined)} />
      <FieldDialog bot={bot} scope={editing?.scope} field={editing} onClose={() => edit(null)} />
    </>
  )
}

function AddButton({ onClick }: { onClick: () => void }) {
  return (
    <Button variant="default" leftSection={<IconPlus size={16} />} onClick={onClick}>
      <Trans>Add a field</Trans>
    </Button>
  )
}

interface FieldTableProps {
  scope: FieldScope
  rows: Field[] | undefined
  bot: Bot
  mayEdit: boolean
  onEdit: (field: Field) => void
}

function FieldTable({ scope, rows, bot, mayEdit, onEdit }: FieldTableProps) {
  const { t } = useLingui()
  const kindWords = useKindWords()
  const value: Column<Field>[] =
    scope === 'bot' ? [{ key: 'value', head: t`Holds now`, cell: (field) => <FieldValue field={field} /> }] : []
  const columns: Column<Field>[] = [
    {
      key: 'name',
      head: t`Field`,
      isTitle: true,
      sortBy: ({ name }) => name,
      cell: ({ name }) => <code className={classes.name}>{scope === 'bot' ? `bot.${name}` : name}</code>,
    },
    { key: 'kind', head: t`Kind`, sortBy: ({ kind }) => kind, cell: ({ kind }) => kindWords(kind) },
    ...value,
    {
      key: 'description',
      head: t`What it is for`,
      cell: ({ description }) => <span className={classes.words}>{description}</span>,
    },
    {
      key: 'actions',
      head: t`Actions`,
      isActions: true,
      cell: (field) => mayEdit && <FieldMenu bot={bot} field={field} onEdit={() => onEdit(field)} />,
    },
  ]
  return (
    <DataTable
      label={scope === 'bot' ? t`Fields of the bot` : t`Fields of bot users`}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      {...(mayEdit && { onRowClick: onEdit })}
      empty={<NoFields scope={scope} />}
      skeletonRows={2}
    />
  )
}

function FieldValue({ field }: { field: Field }) {
  const { t } = useLingui()
  const text = shownValue(field.value, { yes: t`Yes`, no: t`No` })
  return text === '' ? (
    <Text component="span" c="dimmed" inherit>
      <Trans>nothing</Trans>
    </Text>
  ) : (
    <span className={classes.value}>{text}</span>
  )
}

function NoFields({ scope }: { scope: FieldScope }) {
  const { t } = useLingui()
  return (
    <Empty drawing="list" title={t`No fields described yet`}>
      {scope === 'bot' ? (
        <Trans>Keep what all chats share in one place, and change it without touching the flow.</Trans>
      ) : (
        <Trans>
          A question of the flow can fill any field. Described here, its kind is checked and its name is offered.
        </Trans>
      )}
    </Empty>
  )
}

function Tags({ bot }: { bot: Bot }) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const number = useNumber()
  const tags = $api.useQuery('get', '/api/workspaces/{workspace}/bots/{bot}/tags', {
    params: { path: { workspace: id, bot: bot.id } },
  })
  const all = tags.data?.data
  return (
    <Section title={t`Tags`} lead={t`Tags that people have, and how many have each. Flows and your team put them on.`}>
      <ProblemNote error={tags.error} onRetry={() => void tags.refetch()} />
      {all?.length === 0 && (
        <Text c="dimmed">
          <Trans>Nobody has a tag yet.</Trans>
        </Text>
      )}
      <ul className={classes.tags}>
        {all?.map(({ name, count }) => (
          <li key={name}>
            <Badge color="gray" size="lg" rightSection={<span data-tabular>{number(count)}</span>}>
              {name}
            </Badge>
          </li>
        ))}
      </ul>
    </Section>
  )
}
