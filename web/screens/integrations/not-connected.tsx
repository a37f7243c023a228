/** What the service said when it did not accept an account; nothing was kept. */
import { useLingui } from '@lingui/react/macro'
import { Alert } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { ProblemNote } from '../../kit/problem.tsx'
import { Problem } from '../../problem.ts'
import { useIntegrationWords } from './integration-words.ts'

export function NotConnected({ error }: { error: unknown }) {
  const { t } = useLingui()
  const word = useIntegrationWords()
  if (!(error instanceof Problem) || error.status !== 409) return <ProblemNote error={error} />
  return (
    <Alert color="red" icon={<IconPlugConnectedX size={18} />} title={t`The account was not connected`} role="alert">
      {word(error.detail)}
    </Alert>
  )
}
