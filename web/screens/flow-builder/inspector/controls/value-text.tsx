/** A text that may hold values: typing `{{`, or the button at its end, offers them; a message can be formatted. */
import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Combobox, Textarea, Tooltip, useCombobox } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useForm } from '../form-context.ts'
import { FormatBar, formatKey } from './format-bar.tsx'
import { insertText } from './insert-text.ts'
import { Marked } from './marked.tsx'
import { ValueOptions } from './value-options.tsx'
import { begunMarker, rememberValue } from './value-search.ts'
import classes from './value-text.module.css'

export interface ValueTextProps {
  label: string
  description?: ReactNode
  value: string
  onChange: (text: string) => void
  isLong?: boolean
  /** a message of the bot, with bold, italic and links */
  isFormatted?: boolean
  isCode?: boolean
  isLabelHidden?: boolean
  error?: string | undefined
  placeholder?: string
  maxLength?: number
  minRows?: number
}

export function ValueText(props: ValueTextProps) {
  const { label, description, value, onChange, error, placeholder, maxLength } = props
  const { isLong = false, isFormatted = false, isCode = false, isLabelHidden = false, minRows } = props
  const { isReadOnly } = useForm()
  const field = useRef<HTMLTextAreaElement>(null)
  const mirror = useRef<HTMLDivElement>(null)
  const [search, setSearch] = useState<{ kind: 'value' | 'filter'; text: string }>({ kind: 'value', text: '' })
  const store = useCombobox({ onDropdownClose: () => store.resetSelectedOption() })

  const follow = (text: string, caret: number) => {
    const begun = begunMarker(text.slice(0, caret))
    if (!begun) return store.closeDropdown()
    setSearch({ kind: begun.kind, text: begun.search })
    store.openDropdown()
    requestAnimationFrame(() => store.selectFirstOption())
  }
  const insert = (option: string) => {
    const box = field.current
    if (!box) return
    const caret = box.selectionStart
    const begun = begunMarker(value.slice(0, caret))
    const closing = value.slice(caret).startsWith('}}') ? 2 : 0
    const from = begun ? caret - begun.length : caret
    insertText(box, begun?.kind === 'filter' ? `| ${option} }}` : `{{${option}}}`, {
      from,
      to: caret + (begun ? closing : 0),
    })
    if (begun?.kind !== 'filter') rememberValue(option)
    store.closeDropdown()
  }
  const open = () => {
    setSearch({ kind: 'value', text: '' })
    field.current?.focus()
    store.openDropdown()
    requestAnimationFrame(() => store.selectFirstOption())
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isFormatted && !isReadOnly && formatKey(event)) return
    if (event.key === 'Enter' && !isLong && !store.dropdownOpened) event.preventDefault()
  }

  return (
    <Combobox store={store} onOptionSubmit={insert} position="bottom-start" width={300} withinPortal>
      <Combobox.Target withKeyboardNavigation={store.dropdownOpened} withAriaAttributes={false}>
        <Textarea
          ref={field}
          label={isLabelHidden ? undefined : label}
          aria-label={isLabelHidden ? label : undefined}
          aria-autocomplete="list"
          aria-expanded={undefined}
          description={description}
          error={error}
          placeholder={placeholder}
          maxLength={maxLength}
          readOnly={isReadOnly}
          minRows={minRows ?? (isLong ? 3 : 1)}
          maxRows={isCode ? 18 : 14}
          value={value}
          spellCheck={!isCode}
          classNames={{ input: classes.input }}
          data-code={isCode || undefined}
          inputContainer={(children) => (
            <div className={classes.box} data-code={isCode || undefined} data-error={Boolean(error) || undefined}>
              {isFormatted && !isReadOnly && <FormatBar field={field} />}
              <div className={classes.layers}>
                <Marked ref={mirror} text={value} />
                {children}
              </div>
            </div>
          )}
          onScroll={(event) => {
            if (mirror.current) mirror.current.scrollTop = event.currentTarget.scrollTop
          }}
          onKeyDown={press}
          onChange={(event) => {
            const { value: typed, selectionStart } = event.currentTarget
            const text = isLong ? typed : typed.replaceAll('\n', ' ')
            onChange(text)
            follow(text, selectionStart)
          }}
          onBlur={() => store.closeDropdown()}
          rightSection={isReadOnly ? null : <Insert onOpen={open} />}
          rightSectionProps={{ className: classes.insert }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <ValueOptions kind={search.kind} search={search.text} />
      </Combobox.Dropdown>
    </Combobox>
  )
}

function Insert({ onOpen }: { onOpen: () => void }) {
  const { t } = useLingui()
  return (
    <Tooltip label={t`Insert a value`}>
      <ActionIcon
        size="sm"
        aria-label={t`Insert a value`}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onOpen}
      >
        <IconBraces size={14} />
      </ActionIcon>
    </Tooltip>
  )
}
