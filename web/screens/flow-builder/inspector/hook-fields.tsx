/** The address that a program calls to begin a flow for a person, with an example. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Skeleton, Text } from '@mantine/core'
import { CopyButton } from '../../../kit/copy-button.tsx'
import { ProblemNote } from '../../../kit/problem.tsx'
import { useForm } from './form-context.ts'
import { useHook } from './from-server.ts'
import classes from './inspector.module.css'

export function HookFields({ entryId }: { entryId: string }) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const hook = useHook(entryId)
  if (hook.isLoading) return <Skeleton height={36} />
  return (
    <div>
      <ProblemNote error={hook.error} />
      {hook.address === null ? (
        <Text size="sm" c="dimmed" mb="xs">
          <Trans>The flow gets its secret address when it is published with this entry.</Trans>
        </Text>
      ) : (
        <>
          <Text size="sm" fw={500} mb={4}>
            <Trans>Secret address</Trans>
          </Text>
          <div className={classes.address}>
            <span>{hook.address}</span>
            <CopyButton value={hook.address} label={t`Copy the address`} />
          </div>
          <Text size="sm" fw={500} mt="md" mb={4}>
            <Trans>Example</Trans>
          </Text>
          <pre className={classes.sample}>{exampleFor(hook.address)}</pre>
          <CopyButton value={exampleFor(hook.address)} label={t`Copy the example`} look="button" />
          <Text size="xs" c="dimmed" mt="xs">
            <Trans>What stands in “data” is read in the flow as event.order and so on.</Trans>
          </Text>
        </>
      )}
      {!isReadOnly && hook.address !== null && (
        <Button variant="default" size="xs" mt="sm" onClick={hook.renew}>
          <Trans>Make a new address; the old one ends</Trans>
        </Button>
      )}
    </div>
  )
}

function exampleFor(url: string): string {
  const body = JSON.stringify({ contact: { id: 'ID of the contact' }, data: { order: 1234 } })
  return `curl -X POST '${url}' \\\n  -H 'Content-Type: application/json' \\\n  -d '${body}'`
}
