/** A failure in plain words: what happened, what to do, and the number to quote. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core'
import { IconAlertCircle, IconRefresh } from '@tabler/icons-react'
import { Problem } from '../problem.ts'
import { CopyButton } from './copy-button.tsx'
import { REFUSALS } from './refusals.ts'

interface ProblemNoteProps {
  error: unknown
  /** shows "Try again" */
  onRetry?: () => void
}

/** In a page or form, where the thing should have been. Renders nothing without an error. */
export function ProblemNote({ error, onRetry }: ProblemNoteProps) {
  const words = useProblemWords()
  if (!error) return null

  const { title, advice, requestId } = words(error)
  return (
    <Alert color="red" icon={<IconAlertCircle size={18} />} title={title} role="alert">
      <Stack gap={8} align="flex-start">
        {advice && <Text size="sm">{advice}</Text>}
        {requestId && (
          <Group gap={4}>
            <Text size="xs">
              <Trans>
                Request <Code>{requestId}</Code>
              </Trans>
            </Text>
            <CopyButton value={requestId} />
          </Group>
        )}
        {onRetry && (
          <Button size="xs" variant="default" leftSection={<IconRefresh size={14} />} onClick={onRetry}>
            <Trans>Try again</Trans>
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

interface ProblemWords {
  title: string
  advice: string
  requestId: string | null
}

/** The same words for toasts and pages. The server's own sentence comes first, ours fills in where it has none. */
export function useProblemWords(): (error: unknown) => ProblemWords {
  const { t } = useLingui()
  const { _ } = useWords()
  return (error) => {
    if (!(error instanceof Problem))
      return { title: t`The server did not answer`, advice: t`Check your connection and try again.`, requestId: null }

    const advice = {
      401: t`Sign in again and repeat this.`,
      402: t`Make room or raise the limit on the usage page.`,
      403: t`Ask an owner of the workspace for access.`,
      404: t`It may have been removed, or you have no access to it.`,
      409: t`Somebody changed it meanwhile. Reload the page.`,
      429: t`Wait a moment, then try again.`,
    }[error.status]
    const ours = REFUSALS[error.code]
    if (error.status >= 500) {
      const again = t`Try again. If it happens once more, send us the request number.`
      return { title: t`Something went wrong on our side`, advice: again, requestId: error.requestId }
    }
    const own = error.detail === error.title ? '' : error.detail
    const requestId = ours || error.status === 422 ? null : error.requestId
    const title = ours ? _(ours.title) : error.title
    return { title, advice: ours?.advice ? _(ours.advice) : own || (ours ? '' : (advice ?? '')), requestId }
  }
}
