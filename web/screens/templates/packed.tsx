/** After a template was packed: its link, and what was left out of it. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import type { Template } from '../../../shared/templates.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { Strip } from '../../kit/rows.tsx'
import { Report, type ReportLine } from './report.tsx'

export interface PackedTemplate {
  template: Template
  report: readonly ReportLine[]
}

export function Packed({ packed, onClose }: { packed: PackedTemplate; onClose: () => void }) {
  const { template, report } = packed
  return (
    <Stack gap="md">
      {template.link && <LinkLine link={template.link} />}
      <Report
        lines={report}
        nothing={<Trans>Nothing had to be left out: no secrets, members or files were in it.</Trans>}
      />
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          <Trans>Done</Trans>
        </Button>
      </Group>
    </Stack>
  )
}

export function LinkLine({ link }: { link: string }) {
  const { t } = useLingui()
  return (
    <Strip isSunken action={<CopyButton value={link} label={t`Copy link`} look="button" />}>
      <Text component="span" size="sm" ff="monospace">
        {link}
      </Text>
    </Strip>
  )
}
