/** One line of the error log in full: where and when, what is known about it, and what can be done. */
import { plural } from '@lingui/core/macro'
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconRefresh } from '@tabler/icons-react'
import type { ErrorLog } from '../../../shared/conversations.ts'
import { $api, refresh } from '../../api.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { Fact, Facts } from '../../kit/facts.tsx'
import { LinkAnchor } from '../../kit/links.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { useNumber } from '../../kit/reader.ts'
import { Sheet } from '../../kit/sheet.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useMay, useWorkspace } from '../../me.ts'
import { titleOf } from '../flow-builder/words/step-title.ts'
import classes from './error-logs.module.css'
import { Severity } from './error-table.tsx'
import { ERROR_WORDS } from './error-words.ts'

interface ErrorDetailProps {
  error: ErrorLog | undefined
  /** it is asked for, but not among the lines that are shown */
  isLost: boolean
  onClose: () => void
}

export function ErrorDetail({ error, isLost, onClose }: ErrorDetailProps) {
  const { t } = useLingui()
  return (
    <Sheet isOpen={error !== undefined || isLost} onClose={onClose} size={480} title={t`Error`}>
      {error ? (
        <Detail key={error.id} error={error} onClose={onClose} />
      ) : (
        <Text c="dimmed">
          <Trans>This line is not among those shown. Clear the filters to find it.</Trans>
        </Text>
      )}
    </Sheet>
  )
}

function Detail({ error, onClose }: { error: ErrorLog; onClose: () => void }) {
  const { t } = useLingui()
  const number = useNumber()
  const { waiting } = error
  return (
    <Stack gap="lg">
      <div>
        <Text fw={500} size="lg" className={classes.breakable}>
          {error.message}
        </Text>
        <Advice code={error.code} />
      </div>
      <Facts>
        <Fact name={t`Severity`}>
          <Severity row={error} />
        </Fact>
        <Fact name={t`Times`}>{number(error.occurrences)}</Fact>
        <Fact name={t`Last time`}>
          <Time at={error.at} />
        </Fact>
        <Fact name={t`First time`}>
          <Time at={error.firstSeenAt} />
        </Fact>
        <Where error={error} />
        <Kind code={error.code} />
        {waiting > 0 && (
          <Fact name={t`Waiting`}>
            {plural(waiting, { one: '# message waits for a retry', other: '# messages wait for a retry' })}
          </Fact>
        )}
      </Facts>
      <Known detail={error.detail} />
      <Acts error={error} onClose={onClose} />
    </Stack>
  )
}

function Advice({ code }: { code: string }) {
  const { _ } = useWords()
  const words = ERROR_WORDS[code]
  return (
    words && (
      <Text c="dimmed" mt={4}>
        {_(words.advice)}
      </Text>
    )
  )
}

function Kind({ code }: { code: string }) {
  const { t } = useLingui()
  const { _ } = useWords()
  const words = ERROR_WORDS[code]
  return (
    <Fact name={t`Kind`}>
      {words && <>{_(words.title)} </>}
      <Code className={classes.code}>{code}</Code>
    </Fact>
  )
}

function Where({ error }: { error: ErrorLog }) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const mayChat = useMay('live-chat:use')
  const { botId, botName, flowId, stepId, conversationId } = error
  return (
    <>
      {botId && botName && (
        <Fact name={t`Bot`}>
          <LinkAnchor to="/w/$workspaceId/bots/$botId" params={{ workspaceId: id, botId }}>
            {botName}
          </LinkAnchor>
        </Fact>
      )}
      {botId && botName && stepId && (
        <Fact name={t`Step`}>
          <LinkAnchor
            to="/w/$workspaceId/bots/$botId"
            params={{ workspaceId: id, botId }}
            search={{ step: stepId, ...(flowId && { flow: flowId }) }}
          >
            {titleOf(stepId)}
          </LinkAnchor>
        </Fact>
      )}
      {conversationId && mayChat && (
        <Fact name={t`Conversation`}>
          <LinkAnchor
            to="/w/$workspaceId/live-chat"
            params={{ workspaceId: id }}
            search={{ conversation: conversationId }}
          >
            <Trans>Open it in live chat</Trans>
          </LinkAnchor>
        </Fact>
      )}
    </>
  )
}

/** What was written down with it; secrets never are. */
function Known({ detail }: { detail: ErrorLog['detail'] }) {
  const { t } = useLingui()
  if (Object.keys(detail).length === 0) return null
  const text = JSON.stringify(detail, null, 2)
  return (
    <section>
      <Group justify="space-between" mb={4}>
        <Text component="h3" fw={600}>
          <Trans>Detail</Trans>
        </Text>
        <CopyButton value={text} label={t`Copy the detail`} />
      </Group>
      <Code block className={classes.detail} tabIndex={0}>
        {text}
      </Code>
    </section>
  )
}

function Acts({ error, onClose }: { error: ErrorLog; onClose: () => void }) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const mayRetry = useMay('live-chat:use') && error.waiting > 0
  const params = { path: { workspace: id, error: error.id } }
  const done = (said: string) => async () => {
    onClose()
    toast(said)
    await refresh('/api/workspaces/{workspace}/error-logs')
  }
  const fix = $api.useMutation('put', '/api/workspaces/{workspace}/error-logs/{error}/fixed', {
    onSuccess: done(t`Marked as fixed`),
  })
  const retry = $api.useMutation('post', '/api/workspaces/{workspace}/error-logs/{error}/retry', {
    onSuccess: done(t`Trying again`),
  })
  if (!mayRetry && error.fixedAt) return null
  return (
    <>
      <ProblemNote error={fix.error ?? retry.error} />
      <Group gap="xs">
        {mayRetry && (
          <Button
            leftSection={<IconRefresh size={16} />}
            loading={retry.isPending}
            onClick={() => retry.mutate({ params })}
          >
            <Trans>Try again</Trans>
          </Button>
        )}
        {!error.fixedAt && (
          <Button
            variant="default"
            leftSection={<IconCheck size={16} />}
            loading={fix.isPending}
            onClick={() => fix.mutate({ params })}
          >
            <Trans>Mark as fixed</Trans>
          </Button>
        )}
      </Group>
    </>
  )
}
