/** A list as a table with rows of 44 px; on a narrow screen each row becomes a card. Sorting, loading and row menus included. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Skeleton, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import classes from './data-table.module.css'
import { useLate } from './late.ts'

export interface Column<Row> {
  key: string
  head: string
  cell: (row: Row) => ReactNode
  /** makes the column sortable here in the browser; leave it out when the server sorts (`sortable`) */
  sortBy?: (row: Row) => string | number
  sortable?: boolean
  align?: 'start' | 'end'
  /** the column that names the row: heads the card on a narrow screen */
  isTitle?: boolean
  /** a column of buttons: no head shown, at the card's corner */
  isActions?: boolean
  width?: number | string
}

export interface Sort {
  key: string
  direction: 'asc' | 'desc'
}

interface DataTableProps<Row> {
  /** what the table lists, for screen readers */
  label: string
  columns: Column<Row>[]
  /** undefined while loading */
  rows: Row[] | undefined
  rowKey: (row: Row) => string
  onRowClick?: (row: Row) => void
  /** given when the server sorts */
  sort?: Sort
  onSort?: (sort: Sort) => void
  /** stands in place of the rows when there are none */
  empty?: ReactNode
  skeletonRows?: number
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, onRowClick, empty, skeletonRows = 5 } = props
  const [ownSort, setOwnSort] = useState<Sort | null>(null)
  const sort = props.sort ?? ownSort
  if (rows?.length === 0 && empty) return <div className={classes.frame}>{empty}</div>

  const shown = rows && !props.onSort ? sorted(rows, columns, ownSort) : rows
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={label} aria-busy={!rows}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} onSort={props.onSort ?? setOwnSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown?.map((row) => (
            <tr key={rowKey(row)} data-clickable={onRowClick ? true : undefined} onClick={rowClick(row, onRowClick)}>
              {columns.map((column) => (
                <Cell key={column.key} column={column}>
                  {column.cell(row)}
                </Cell>
              ))}
            </tr>
          ))}
          {!shown && <SkeletonRows count={skeletonRows} columns={columns} />}
        </tbody>
      </table>
    </div>
  )
}

/** A click on a button or link inside the row is theirs alone. */
function rowClick<Row>(row: Row, onRowClick?: (row: Row) => void) {
  if (!onRowClick) return undefined
  return (event: React.MouseEvent) => {
    const isControl =
      event.target instanceof Element && event.target.closest('a, button, input, label, [role="menu"], [role="dialog"]')
    if (!isControl) onRowClick(row)
  }
}

interface HeadProps<Row> {
  column: Column<Row>
  sort: Sort | null
  onSort: (sort: Sort) => void
}

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const { t } = useLingui()
  const canSort = column.sortable || column.sortBy
  const direction = sort?.key === column.key ? sort.direction : null
  const Icon = direction === 'asc' ? IconArrowUp : direction === 'desc' ? IconArrowDown : IconArrowsSort
  return (
    <th
      scope="col"
      data-align={column.align}
      data-actions={column.isActions || undefined}
      style={column.width ? { width: column.width } : undefined}
      aria-sort={direction ? ({ asc: 'ascending', desc: 'descending' } as const)[direction] : undefined}
    >
      {canSort ? (
        <UnstyledButton
          className={classes.sort}
          data-active={direction ? true : undefined}
          title={t`Sort by ${column.head}`}
          onClick={() => onSort({ key: column.key, direction: direction === 'asc' ? 'desc' : 'asc' })}
        >
          {column.head}
          <Icon size={14} aria-hidden="true" />
        </UnstyledButton>
      ) : column.isActions ? (
        <VisuallyHidden>{column.head}</VisuallyHidden>
      ) : (
        column.head
      )}
    </th>
  )
}

function Cell<Row>({ column, children }: { column: Column<Row>; children: ReactNode }) {
  return (
    <td data-align={column.align} data-title={column.isTitle || undefined} data-actions={column.isActions || undefined}>
      {!column.isTitle && !column.isActions && (
        <span className={classes.label} aria-hidden="true">
          {column.head}
        </span>
      )}
      <div className={classes.value}>{children}</div>
    </td>
  )
}

function SkeletonRows<Row>({ count, columns }: { count: number; columns: Column<Row>[] }) {
  const isLate = useLate()
  return Array.from({ length: count }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
    <tr key={index}>
      {columns.map((column) => (
        <Cell key={column.key} column={column}>
          {index === 0 && column.isTitle && (
            <VisuallyHidden>
              <Trans>Loading</Trans>
            </VisuallyHidden>
          )}
          {!column.isActions && <Skeleton height={12} width={column.isTitle ? '60%' : 72} visible={isLate} />}
        </Cell>
      ))}
    </tr>
  ))
}

function sorted<Row>(rows: Row[], columns: Column<Row>[], sort: Sort | null): Row[] {
  const sortBy = columns.find((column) => column.key === sort?.key)?.sortBy
  if (!sort || !sortBy) return rows
  const sign = sort.direction === 'asc' ? 1 : -1
  return rows.toSorted((a, b) => sign * compare(sortBy(a), sortBy(b)))
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b))
}
