/** The lines of the error log. */
import { useLingui as useWords } from '@lingui/react'
import { useLingui } from '@lingui/react/macro'
import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ErrorLog } from '../../../shared/conversations.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { useNumber } from '../../kit/reader.ts'
import { StatusDot } from '../../kit/status-dot.tsx'
import { Time } from '../../kit/time.tsx'
import { titleOf } from '../flow-builder/words/step-title.ts'
import classes from './error-logs.module.css'
import { ERROR_WORDS } from './error-words.ts'

interface ErrorTableProps {
  rows: ErrorLog[] | undefined
  onOpen: (errorId: string) => void
  empty: ReactNode
}

export function ErrorTable({ rows, onOpen, empty }: ErrorTableProps) {
  const { t } = useLingui()
  const number = useNumber()
  const columns: Column<ErrorLog>[] = [
    {
      key: 'message',
      head: t`What happened`,
      isTitle: true,
      cell: (row) => <Happened row={row} onOpen={onOpen} />,
    },
    { key: 'severity', head: t`Severity`, cell: (row) => <Severity row={row} /> },
    { key: 'bot', head: t`Bot`, cell: (row) => row.botName ?? <Nothing /> },
    { key: 'step', head: t`Step`, cell: (row) => (row.stepId ? titleOf(row.stepId) : <Nothing />) },
    { key: 'count', head: t`Times`, align: 'end', cell: (row) => number(row.occurrences) },
    { key: 'at', head: t`Last time`, cell: (row) => <Time at={row.at} /> },
  ]
  return (
    <DataTable
      label={t`Errors`}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      onRowClick={(row) => onOpen(row.id)}
      empty={empty}
    />
  )
}

function Happened({ row, onOpen }: { row: ErrorLog } & Pick<ErrorTableProps, 'onOpen'>) {
  const { _ } = useWords()
  const words = ERROR_WORDS[row.code]
  return (
    <div className={classes.happened}>
      <Anchor component="button" type="button" className={classes.message} onClick={() => onOpen(row.id)}>
        {row.message}
      </Anchor>
      {words && <span className={classes.kind}>{_(words.title)}</span>}
    </div>
  )
}

export function Severity({ row }: { row: Pick<ErrorLog, 'severity' | 'fixedAt'> }) {
  const { t } = useLingui()
  if (row.fixedAt) return <StatusDot tone="good" label={t`Fixed`} />
  return row.severity === 'error' ? (
    <StatusDot tone="bad" label={t`Error`} />
  ) : (
    <StatusDot tone="waiting" label={t`Warning`} />
  )
}

function Nothing() {
  return (
    <Text component="span" c="dimmed" inherit>
      –
    </Text>
  )
}
