/** The one time a key is seen: to be copied, with an example that works as it is. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { CopyButton } from '../../kit/copy-button.tsx'
import { useWorkspace } from '../../me.ts'
import classes from './api-keys.module.css'

export interface MadeKey {
  name: string
  key: string
  scopes: string[]
}

export function KeyMade({ made, onClose }: { made: MadeKey; onClose: () => void }) {
  const { t } = useLingui()
  const { name, key } = made
  const warning = useRef<HTMLDivElement>(null)
  useEffect(() => warning.current?.focus(), [])
  const example = exampleFor(useWorkspace().id, made)
  return (
    <Stack gap="md">
      <Alert ref={warning} tabIndex={-1} color="yellow" icon={<IconAlertTriangle size={18} />}>
        <Trans>This is the only time that the key of {name} is shown. Whoever has it can use it.</Trans>
      </Alert>
      <div className={classes.key}>
        <span>{key}</span>
        <CopyButton value={key} label={t`Copy key`} look="button" />
      </div>
      <div>
        <Text size="sm" fw={500} mb={6}>
          <Trans>Try it in a terminal</Trans>
        </Text>
        <div className={`${classes.key} ${classes.example}`}>
          <pre>{example}</pre>
          <CopyButton value={example} label={t`Copy example`} />
        </div>
      </div>
      <Group justify="flex-end">
        <Button onClick={onClose}>
          <Trans>I stored it</Trans>
        </Button>
      </Group>
    </Stack>
  )
}

/** What can be read with each scope; the workspace itself for the others. */
const READS: Record<string, string> = {
  'bots:view': '/bots',
  'live-chat:use': '/conversations',
  'members:view': '/members',
  'error-logs:view': '/error-logs',
  'usage:view': '/usage',
}

function exampleFor(workspaceId: string, { key, scopes }: MadeKey): string {
  const path = scopes.map((scope) => READS[scope]).find(Boolean) ?? ''
  const url = `${window.location.origin}/api/workspaces/${workspaceId}${path}`
  return `curl ${url} \\\n  -H "Authorization: Bearer ${key}"`
}
