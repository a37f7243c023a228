/** A list that is searched and picked from with the keyboard alone. */
import { Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import classes from './pick-list.module.css'

export interface Option {
  id: string
  label: string
  hint?: string | undefined
  icon?: ReactNode
  /** the heading it stands under */
  group?: string | undefined
}

interface PickListProps {
  label: string
  placeholder: string
  search: string
  onSearch: (search: string) => void
  options: readonly Option[]
  /** what is said where nothing is found */
  empty: ReactNode
  onPick: (id: string) => void
}

export function PickList({ label, placeholder, search, onSearch, options, empty, onPick }: PickListProps) {
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [at, setAt] = useState(0)
  const active = Math.min(at, options.length - 1)
  const idOf = (index: number) => `${listId}-${index}`
  // one list may take the place of another in the same dialog, which gives the keyboard only to the first
  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    list.current?.querySelector(`[id="${CSS.escape(`${listId}-${active}`)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [active, listId])
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepTo(event.key, active, options.length)
    if (next !== undefined) {
      event.preventDefault()
      setAt(next)
    }
    const option = options[active]
    if (event.key === 'Enter' && option) {
      event.preventDefault()
      onPick(option.id)
    }
  }
  return (
    <div className={classes.root}>
      <TextInput
        ref={field}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={options.length > 0 ? idOf(active) : undefined}
        placeholder={placeholder}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        size="md"
        value={search}
        onChange={(event) => {
          onSearch(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
        autoComplete="off"
        data-autofocus
      />
      <div ref={list} id={listId} role="listbox" aria-label={label} className={classes.list}>
        {options.map((option, index) => (
          <Row
            key={option.id}
            id={idOf(index)}
            option={option}
            heading={option.group !== options[index - 1]?.group ? option.group : undefined}
            isActive={index === active}
            onPick={() => onPick(option.id)}
            onHover={() => setAt(index)}
          />
        ))}
      </div>
      {options.length === 0 && (
        <Text size="sm" c="dimmed" ta="center" py="lg" role="status">
          {empty}
        </Text>
      )}
    </div>
  )
}

interface RowProps {
  id: string
  option: Option
  heading: string | undefined
  isActive: boolean
  onPick: () => void
  onHover: () => void
}

function Row({ id, option, heading, isActive, onPick, onHover }: RowProps) {
  return (
    <>
      {heading && (
        <div className={classes.heading} role="presentation">
          {heading}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the search field, which keeps the focus */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={isActive}
        className={classes.option}
        onClick={onPick}
        onPointerMove={isActive ? undefined : onHover}
      >
        {option.icon && <span className={classes.icon}>{option.icon}</span>}
        <span className={classes.words}>
          <span className={classes.label}>{option.label}</span>
          {option.hint && <span className={classes.hint}>{option.hint}</span>}
        </span>
      </div>
    </>
  )
}

function stepTo(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return (at - 1 + count) % count
  if (key === 'PageDown') return Math.min(count - 1, at + 8)
  if (key === 'PageUp') return Math.max(0, at - 8)
  return undefined
}

/** Does the text hold every word that is searched for? */
export function fits(text: string, search: string): boolean {
  const lower = text.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word))
}
