/** The first steps with a new workspace, ticked by what is really there; can be put away for good. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Card, CloseButton, Group, Progress, Text, Title } from '@mantine/core'
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { $api } from '../../api.ts'
import { problemToast, undoToast } from '../../kit/undo-toast.tsx'
import { saveMySettings, useMay, useMe, useWorkspace } from '../../me.ts'
import { useBots } from '../bots/bot-list.ts'
import classes from './home.module.css'

interface Step {
  key: string
  label: string
  detail: string
  isDone: boolean
  href: string
}

export function Checklist() {
  const { t } = useLingui()
  const title = useId()
  const steps = useSteps()
  const { isPutAway, putAway } = usePutAway()
  if (isPutAway || !steps) return null
  const done = steps.filter(({ isDone }) => isDone).length
  const all = steps.length
  if (done === all) return null
  return (
    <Card component="section" className={classes.checklist} aria-labelledby={title}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2} id={title}>
            <Trans>First steps</Trans>
          </Title>
          <Text size="sm" c="dimmed">
            <Trans>
              {done} of {all} done
            </Trans>
          </Text>
        </div>
        <CloseButton aria-label={t`Hide the first steps`} onClick={putAway} />
      </Group>
      <Progress value={(done / all) * 100} color="teal.6" my="sm" aria-labelledby={title} />
      <ol className={classes.todo}>
        {steps.map((step) => (
          <Todo key={step.key} step={step} />
        ))}
      </ol>
    </Card>
  )
}

function Todo({ step }: { step: Step }) {
  const { t } = useLingui()
  const Icon = step.isDone ? IconCircleCheckFilled : IconCircleDashed
  return (
    <li>
      <Link to={step.href} className={classes.todoLink} data-done={step.isDone || undefined}>
        <Icon size={18} role="img" aria-label={step.isDone ? t`Done` : t`To do`} className={classes.tick} />
        <span>
          <span className={classes.todoLabel}>{step.label}</span>
          {!step.isDone && <span className={classes.todoDetail}>{step.detail}</span>}
        </span>
      </Link>
    </li>
  )
}

/** Undefined until everything is known, so that no step is ticked later than the others. */
function useSteps(): Step[] | undefined {
  const { t } = useLingui()
  const { id, members } = useWorkspace()
  const mayInvite = useMay('members:manage')
  const bots = useBots()
  const chats = $api.useQuery('get', '/api/workspaces/{workspace}/conversations', {
    params: { path: { workspace: id }, query: { limit: 1 } },
  })
  const invitations = $api.useQuery(
    'get',
    '/api/workspaces/{workspace}/invitations',
    { params: { path: { workspace: id }, query: { limit: 1 } } },
    { enabled: mayInvite },
  )
  if (!bots.data || !chats.data || (mayInvite && !invitations.data)) return undefined
  const first = bots.data.data[0]
  const bot = first ? `/w/${id}/bots/${first.id}` : `/w/${id}/bots`
  const isPublished = bots.data.data.some(({ publishedAt }) => publishedAt !== null)
  const steps: Step[] = [
    {
      key: 'create',
      label: t`Create a bot`,
      detail: t`Begin with a ready one and change its words.`,
      isDone: first !== undefined,
      href: `/w/${id}/bots`,
    },
    { key: 'publish', label: t`Publish it`, detail: t`Then people can talk to it.`, isDone: isPublished, href: bot },
    {
      key: 'try',
      label: t`Have a first conversation`,
      detail: t`Open the bot's chat page and write to it; read along in live chat.`,
      isDone: chats.data.data.length > 0,
      href: `${bot}/web-chat`,
    },
  ]
  if (!mayInvite) return steps
  return [
    ...steps,
    {
      key: 'invite',
      label: t`Invite a colleague`,
      detail: t`So that somebody answers when you are away.`,
      isDone: members > 1 || (invitations.data?.data.length ?? 0) > 0,
      href: `/w/${id}/members?invite=true`,
    },
  ]
}

/** Remembered with my account, for each workspace. */
function usePutAway() {
  const { t } = useLingui()
  const { user } = useMe()
  const { id } = useWorkspace()
  const key = `first-steps.${id}`
  const save = (isAway: boolean | null) => saveMySettings({ preferences: { [key]: isAway } }).catch(problemToast)
  return {
    isPutAway: user.preferences[key] === true,
    putAway: async () => {
      await save(true)
      undoToast(t`First steps hidden`, () => save(null))
    },
  }
}
