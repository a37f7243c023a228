/** Which flow of the bot is open: the main one or one that others call; here they are made, renamed and taken away. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Menu, Modal, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown, IconPencil, IconPlus, IconSitemap, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { FlowInfo } from '../../../../shared/flows.ts'
import { $api } from '../../../api.ts'
import { ProblemNote } from '../../../kit/problem.tsx'
import { StatusDot } from '../../../kit/status-dot.tsx'
import { problemToast, toast } from '../../../kit/undo-toast.tsx'
import { useWorkspace } from '../../../me.ts'
import { refreshFlows } from '../saving/draft.ts'
import classes from './flow-switcher.module.css'

interface FlowSwitcherProps {
  botId: string
  flows: readonly FlowInfo[]
  openId: string
  mayEdit: boolean
}

type Asking = { kind: 'new' } | { kind: 'rename'; flow: FlowInfo } | null

export function FlowSwitcher({ botId, flows, openId, mayEdit }: FlowSwitcherProps) {
  const { t } = useLingui()
  const [asking, ask] = useState<Asking>(null)
  const go = useGoToFlow()
  const open = flows.find(({ id }) => id === openId)
  const remove = useDeleting(botId, openId, flows)
  const name = open?.name ?? ''
  return (
    <>
      <Menu position="bottom-start" width={300}>
        <Menu.Target>
          <UnstyledButton className={classes.switcher} aria-label={t`Flow: ${name}`}>
            <IconSitemap size={16} stroke={1.6} aria-hidden="true" />
            <span className={classes.switcherName}>{name}</span>
            <IconChevronDown size={14} aria-hidden="true" />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {flows.map((flow) => (
            <Menu.Item
              key={flow.id}
              onClick={() => go(flow)}
              leftSection={flow.id === openId ? <IconCheck size={16} /> : <span className={classes.noCheck} />}
            >
              <span className={classes.flowName}>{flow.name}</span>
              <FlowState flow={flow} />
            </Menu.Item>
          ))}
          {mayEdit && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => ask({ kind: 'new' })}>
                <Trans>New flow</Trans>
              </Menu.Item>
              {open && (
                <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => ask({ kind: 'rename', flow: open })}>
                  <Trans>Rename “{name}”</Trans>
                </Menu.Item>
              )}
              {open && !open.isMain && (
                <Menu.Item
                  color="var(--sb-danger-text)"
                  leftSection={<IconTrash size={16} />}
                  disabled={open.calledBy.length > 0}
                  onClick={() => remove(open)}
                >
                  <Trans>Remove “{name}”</Trans>
                  <CalledBy flow={open} />
                </Menu.Item>
              )}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={asking !== null}
        onClose={() => ask(null)}
        title={asking?.kind === 'rename' ? t`Rename the flow` : t`New flow`}
      >
        {asking?.kind === 'rename' && <RenameForm botId={botId} flow={asking.flow} onClose={() => ask(null)} />}
        {asking?.kind === 'new' && <NewForm botId={botId} onClose={() => ask(null)} />}
      </Modal>
    </>
  )
}

function FlowState({ flow }: { flow: FlowInfo }) {
  const { t } = useLingui()
  if (flow.publishedVersion === null) return <StatusDot tone="waiting" label={t`Not published yet`} />
  return flow.hasUnpublishedChanges ? (
    <StatusDot tone="info" label={t`Unpublished changes`} />
  ) : (
    <StatusDot tone="good" label={t`Published`} />
  )
}

/** A flow that others call stays. */
function CalledBy({ flow }: { flow: FlowInfo }) {
  if (flow.calledBy.length === 0) return null
  const names = flow.calledBy.map(({ name }) => name).join(', ')
  return (
    <Text size="xs" c="dimmed">
      <Trans>Called by {names}</Trans>
    </Text>
  )
}

/** The main flow has the plain address. */
export function useGoToFlow(): (flow: Pick<FlowInfo, 'id' | 'isMain'>) => void {
  const navigate = useNavigate({ from: '/w/$workspaceId/bots/$botId' })
  return ({ id, isMain }) => void navigate({ to: '.', search: isMain ? {} : { flow: id } })
}

function useDeleting(botId: string, openId: string, flows: readonly FlowInfo[]): (flow: FlowInfo) => void {
  const { t } = useLingui()
  const { id: workspace } = useWorkspace()
  const go = useGoToFlow()
  const main = flows.find(({ isMain }) => isMain)
  const deleting = $api.useMutation('delete', '/api/workspaces/{workspace}/bots/{bot}/flows/{flow}', {
    onError: problemToast,
  })
  return ({ id, name }) =>
    deleting.mutate(
      { params: { path: { workspace, bot: botId, flow: id } } },
      {
        onSuccess: async () => {
          if (id === openId && main) go(main)
          toast(t`${name} removed`)
          await refreshFlows()
        },
      },
    )
}

function NewForm({ botId, onClose }: { botId: string; onClose: () => void }) {
  const { t } = useLingui()
  const { id: workspace } = useWorkspace()
  const go = useGoToFlow()
  const making = $api.useMutation('post', '/api/workspaces/{workspace}/bots/{bot}/flows', {
    onSuccess: async (flow) => {
      await refreshFlows()
      onClose()
      go(flow)
    },
  })
  const save = (name: string) => making.mutate({ params: { path: { workspace, bot: botId } }, body: { name } })
  return (
    <NameForm
      label={t`Name of the flow`}
      description={t`Other flows call it, as a part of the chat that is used more than once.`}
      first=""
      verb={t`Make it`}
      isBusy={making.isPending}
      error={making.error}
      onSave={save}
      onClose={onClose}
    />
  )
}

function RenameForm({ botId, flow, onClose }: { botId: string; flow: FlowInfo; onClose: () => void }) {
  const { t } = useLingui()
  const { id: workspace } = useWorkspace()
  const renaming = $api.useMutation('patch', '/api/workspaces/{workspace}/bots/{bot}/flows/{flow}', {
    onSuccess: async () => {
      await refreshFlows()
      onClose()
    },
  })
  const save = (name: string) =>
    renaming.mutate({ params: { path: { workspace, bot: botId, flow: flow.id } }, body: { name } })
  return (
    <NameForm
      label={t`Name of the flow`}
      first={flow.name}
      verb={t`Rename`}
      isBusy={renaming.isPending}
      error={renaming.error}
      onSave={save}
      onClose={onClose}
    />
  )
}

interface NameFormProps {
  label: string
  description?: string
  first: string
  verb: string
  isBusy: boolean
  error: unknown
  onSave: (name: string) => void
  onClose: () => void
}

function NameForm({ label, description, first, verb, isBusy, error, onSave, onClose }: NameFormProps) {
  const [name, setName] = useState(first)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') onSave(name.trim())
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={label}
          description={description}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={80}
          required
          data-autofocus
        />
        <ProblemNote error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={isBusy} disabled={name.trim() === ''}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
