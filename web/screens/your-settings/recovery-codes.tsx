/** The recovery codes, shown once: copy them or keep them as a file. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { CopyButton } from '../../kit/copy-button.tsx'
import classes from './recovery-codes.module.css'

export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useLingui()
  const text = `${codes.join('\n')}\n`
  return (
    <Stack gap="md">
      <Text>
        <Trans>
          Each lets you in once when the app is not at hand. They are shown only now: keep them somewhere safe.
        </Trans>
      </Text>
      <ul className={classes.codes} aria-label={t`Recovery codes`}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="xs">
        <CopyButton value={text} label={t`Copy codes`} look="button" />
        <Button
          component="a"
          variant="default"
          leftSection={<IconDownload size={16} />}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="switchboard-recovery-codes.txt"
        >
          <Trans>Download</Trans>
        </Button>
      </Group>
      <Group justify="flex-end">
        <Button onClick={onDone}>
          <Trans>I have kept them</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
