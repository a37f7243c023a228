/** What the service said when it did not accept an account; nothing was kept. */
import { useLingui } from '@lingui/react/macro'
import { ServiceProblem } from '../../kit/notes.tsx'
import { useIntegrationWords } from './integration-words.ts'

export function NotConnected({ error }: { error: unknown }) {
  const { t } = useLingui()
  const word = useIntegrationWords()
  return <ServiceProblem error={error} title={t`The account was not connected`} word={word} />
}
