/** What came of bringing something in or packing it: what to connect again, and what was left out, line by line. */
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { LinkAnchor } from '../../kit/links.tsx'
import { Row, Rows } from '../../kit/rows.tsx'
import { useMay, useWorkspace } from '../../me.ts'
import { useEngineWords } from '../flow-builder/engine-words/engine-words.ts'
import classes from './templates.module.css'

export interface ReportLine {
  severity: 'info' | 'warning'
  what: string
  where: string
  message: string
}

interface ReportProps {
  lines: readonly ReportLine[]
  /** the bot that the lines are about, where there is one to open */
  botId?: string
  /** said when there is nothing to tell */
  nothing: ReactNode
}

export function Report({ lines, botId, nothing }: ReportProps) {
  const { t } = useLingui()
  const count = lines.length
  if (count === 0)
    return (
      <Alert color="green" icon={<IconCircleCheck size={18} />}>
        {nothing}
      </Alert>
    )
  return (
    <div>
      <Text size="sm" fw={500} mb={8}>
        <Plural value={count} one="# thing to know" other="# things to know" />
      </Text>
      <Rows isLong label={t`What to know`}>
        {lines.map((line) => (
          <Line key={`${line.where} ${line.message}`} line={line} botId={botId} />
        ))}
      </Rows>
    </div>
  )
}

function Line({ line, botId }: { line: ReportLine; botId: string | undefined }) {
  const words = useEngineWords()
  const icon =
    line.severity === 'warning' ? (
      <IconAlertTriangle size={16} color="var(--sb-warning-text)" aria-hidden="true" />
    ) : (
      <IconInfoCircle size={16} color="var(--sb-info-text)" aria-hidden="true" />
    )
  return (
    <Row icon={icon} aside={<Way line={line} botId={botId} />}>
      {words(line.message)}
      {line.where && <span className={classes.where}>{line.where}</span>}
    </Row>
  )
}

/** Where it can be put right. */
function Way({ line, botId }: { line: ReportLine; botId: string | undefined }) {
  const { id } = useWorkspace()
  const mayConnect = useMay('integrations:manage')
  const params = { workspaceId: id }
  if ((line.what === 'integration' || line.what === 'secret') && line.where === '' && mayConnect)
    return (
      <LinkAnchor to="/w/$workspaceId/integrations" params={params} target="_blank" size="sm">
        <Trans>Integrations</Trans>
      </LinkAnchor>
    )
  if (line.what === 'code')
    return (
      <LinkAnchor to="/w/$workspaceId/settings" params={params} target="_blank" size="sm">
        <Trans>Settings</Trans>
      </LinkAnchor>
    )
  if (botId === undefined) return null
  return (
    <LinkAnchor to="/w/$workspaceId/bots/$botId" params={{ ...params, botId }} target="_blank" size="sm">
      <Trans>Flow</Trans>
    </LinkAnchor>
  )
}
