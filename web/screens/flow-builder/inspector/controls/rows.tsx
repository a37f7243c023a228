/** A list that is edited in place: rows keep their focus and their place on screen, and move by menu, by keyboard and by hand. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Fieldset, Menu } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconCopy, IconGripVertical, IconPlus, IconTrash } from '@tabler/icons-react'
import { type DragEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useForm } from '../form-context.ts'
import classes from './controls.module.css'

interface RowsProps<Row> {
  label: string
  isLabelHidden?: boolean
  description?: ReactNode
  error?: string | undefined
  rows: readonly Row[]
  onChange: (rows: Row[]) => void
  /** what one row is called: “Answer 2” */
  nameOf: (index: number) => string
  fresh: (rows: readonly Row[]) => Row
  /** a copy of a row, where one can be made */
  copyOf?: (row: Row, rows: readonly Row[]) => Row
  add: string
  least?: number
  most: number
  look?: 'line' | 'card'
  children: (row: Row, index: number, set: (row: Row) => void) => ReactNode
}

export function Rows<Row>(props: RowsProps<Row>) {
  const { label, isLabelHidden = false, description, error, rows, onChange, nameOf, fresh, copyOf, add } = props
  const { least = 0, most, look = 'line', children } = props
  const { isReadOnly } = useForm()
  const list = useRef<HTMLFieldSetElement>(null)
  const keys = useKeys(rows.length)
  const [dragged, setDragged] = useState<number | null>(null)

  const put = (next: Row[], focusAt: number) => {
    onChange(next)
    requestAnimationFrame(() => focusRow(list.current, focusAt))
  }
  const move = (from: number, to: number) => {
    if (to < 0 || to >= rows.length || from === to) return
    keys.move(from, to)
    onChange(moved(rows, from, to))
    requestAnimationFrame(() => handleOf(list.current, to)?.focus())
  }
  const remove = (at: number) => {
    keys.remove(at)
    put(
      rows.filter((_, index) => index !== at),
      Math.min(at, rows.length - 2),
    )
  }
  const insert = (row: Row, at: number) => {
    keys.insert(at)
    put([...rows.slice(0, at), row, ...rows.slice(at)], at)
  }
  const drop = (event: DragEvent, at: number) => {
    event.preventDefault()
    if (dragged !== null) move(dragged, at)
    setDragged(null)
  }

  return (
    <Fieldset
      ref={list}
      legend={isLabelHidden ? undefined : label}
      aria-label={isLabelHidden ? label : undefined}
      variant="unstyled"
      className={classes.rows}
      data-look={look}
    >
      {rows.map((row, index) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: dragging has the menu as its other way
        <div
          key={keys.all[index]}
          className={classes.row}
          data-row
          data-dragged={dragged === index || undefined}
          onDragOver={(event) => dragged !== null && event.preventDefault()}
          onDrop={(event) => drop(event, index)}
        >
          {!isReadOnly && (
            <RowMenu
              name={nameOf(index)}
              onDrag={(isDragged) => setDragged(isDragged ? index : null)}
              onRise={index > 0 ? () => move(index, index - 1) : undefined}
              onSink={index < rows.length - 1 ? () => move(index, index + 1) : undefined}
              onCopy={copyOf && rows.length < most ? () => insert(copyOf(row, rows), index + 1) : undefined}
              onRemove={rows.length > least ? () => remove(index) : undefined}
            />
          )}
          <div className={classes.rowBody}>
            {children(row, index, (next) => onChange(rows.map((old, at) => (at === index ? next : old))))}
          </div>
        </div>
      ))}
      {description && <div className={classes.help}>{description}</div>}
      {error && <div className={classes.error}>{error}</div>}
      {!isReadOnly && rows.length < most && (
        <Button
          variant="default"
          size="xs"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={() => insert(fresh(rows), rows.length)}
        >
          {add}
        </Button>
      )}
    </Fieldset>
  )
}

interface RowMenuProps {
  name: string
  onDrag: (isDragged: boolean) => void
  onRise: (() => void) | undefined
  onSink: (() => void) | undefined
  onCopy: (() => void) | undefined
  onRemove: (() => void) | undefined
}

/** The handle of a row: dragged, clicked, or moved with the arrow keys and Alt. */
function RowMenu({ name, onDrag, onRise, onSink, onCopy, onRemove }: RowMenuProps) {
  const { t } = useLingui()
  const press = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    event.stopPropagation()
    const act = event.key === 'ArrowUp' ? onRise : onSink
    act?.()
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon
          size="sm"
          aria-label={t`Move or remove: ${name}`}
          className={classes.grip}
          draggable
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move'
            onDrag(true)
          }}
          onDragEnd={() => onDrag(false)}
          onKeyDown={press}
        >
          <IconGripVertical size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconArrowUp size={16} />} disabled={!onRise} onClick={onRise}>
          <Trans>Move up</Trans>
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowDown size={16} />} disabled={!onSink} onClick={onSink}>
          <Trans>Move down</Trans>
        </Menu.Item>
        {onCopy && (
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={onCopy}>
            <Trans>Make a copy</Trans>
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          color="var(--sb-danger-text)"
          leftSection={<IconTrash size={16} />}
          disabled={!onRemove}
          onClick={onRemove}
        >
          <Trans>Remove</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** A name for each row that stays with it, so that a field being written in is not made anew. */
function useKeys(length: number) {
  const next = useRef(0)
  const keys = useRef<number[]>([])
  const fresh = () => {
    next.current += 1
    return next.current
  }
  while (keys.current.length < length) keys.current.push(fresh())
  keys.current.length = length
  return {
    all: keys.current,
    move: (from: number, to: number) => {
      keys.current = moved(keys.current, from, to)
    },
    remove: (at: number) => {
      keys.current = keys.current.filter((_, index) => index !== at)
    },
    insert: (at: number) => {
      keys.current = [...keys.current.slice(0, at), fresh(), ...keys.current.slice(at)]
    },
  }
}

function moved<Row>(rows: readonly Row[], from: number, to: number): Row[] {
  return rows.flatMap((row, index) => {
    if (index === from) return []
    if (index !== to) return [row]
    const taken = rows.slice(from, from + 1)
    return from < to ? [row, ...taken] : [...taken, row]
  })
}

function focusRow(list: HTMLElement | null, at: number): void {
  const row = rowsOf(list)[at]
  const field = row?.querySelector<HTMLElement>('textarea, input')
  const other = field ?? list?.querySelector<HTMLElement>('button')
  other?.focus()
}

function handleOf(list: HTMLElement | null, at: number): HTMLElement | null | undefined {
  return rowsOf(list)[at]?.querySelector<HTMLElement>('button')
}

function rowsOf(list: HTMLElement | null): Element[] {
  return list ? [...list.children].filter((child) => child.hasAttribute('data-row')) : []
}
