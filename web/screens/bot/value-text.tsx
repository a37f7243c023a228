/** A text that may hold values: typing `{{`, or the button beside the label, offers them. */
import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Combobox, ScrollArea, Textarea, Tooltip, useCombobox } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { SYSTEM_VALUES } from '../../../engine/system-values.ts'
import { useEngineWords } from './engine-words.ts'
import classes from './flow.module.css'
import { useFlow } from './flow-context.ts'

interface ValueTextProps {
  label: string
  description?: string | undefined
  value: string
  onChange: (text: string) => void
  isLong?: boolean
  isLabelHidden?: boolean
  error?: string | undefined
  placeholder?: string
  maxLength?: number
}

export function ValueText(props: ValueTextProps) {
  const {
    label,
    description,
    value,
    onChange,
    isLong = false,
    isLabelHidden = false,
    error,
    placeholder,
    maxLength,
  } = props
  const { isReadOnly } = useFlow()
  const field = useRef<HTMLTextAreaElement>(null)
  const [search, setSearch] = useState('')
  const store = useCombobox({ onDropdownClose: () => store.resetSelectedOption() })
  const options = useValues(search)
  const follow = (text: string, caret: number) => {
    const [, begun] = /\{\{\s*(\w*)$/.exec(text.slice(0, caret)) ?? []
    if (begun === undefined) return store.closeDropdown()
    setSearch(begun)
    store.openDropdown()
    store.selectFirstOption()
  }
  const insert = (name: string) => {
    const caret = field.current?.selectionStart ?? value.length
    const head = value.slice(0, caret).replace(/\{\{\s*\w*$/, '')
    onChange(`${head}{{${name}}}${value.slice(caret).replace(/^\}\}/, '')}`)
    store.closeDropdown()
    const after = head.length + name.length + 4
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(after, after)
    })
  }
  const open = () => {
    setSearch('')
    field.current?.focus()
    store.openDropdown()
    store.selectFirstOption()
  }
  return (
    <Combobox store={store} onOptionSubmit={insert} position="bottom-start" width={320} withinPortal>
      <Combobox.Target withKeyboardNavigation={store.dropdownOpened} withAriaAttributes={false}>
        <Textarea
          ref={field}
          label={isLabelHidden ? undefined : label}
          aria-label={isLabelHidden ? label : undefined}
          description={description}
          error={error}
          placeholder={placeholder}
          maxLength={maxLength}
          readOnly={isReadOnly}
          minRows={isLong ? 2 : 1}
          maxRows={12}
          value={value}
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
        <Values options={options} />
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

interface Value {
  name: string
  description: string
}

function Values({ options }: { options: Value[] }) {
  const { t } = useLingui()
  return (
    <Combobox.Options aria-label={t`Values`}>
      <ScrollArea.Autosize mah={240} type="scroll">
        {options.map(({ name, description }) => (
          <Combobox.Option key={name} value={name}>
            <span className={classes.valueName}>{name}</span>
            <span className={classes.valueText}>{description}</span>
          </Combobox.Option>
        ))}
        {options.length === 0 && <Combobox.Empty>{t`No value with this name`}</Combobox.Empty>}
      </ScrollArea.Autosize>
    </Combobox.Options>
  )
}

function useValues(search: string): Value[] {
  const { t } = useLingui()
  const words = useEngineWords()
  const { fields } = useFlow()
  const all = [
    ...fields.map((name) => ({ name, description: t`Field of the bot user` })),
    ...SYSTEM_VALUES.map(({ name, description }) => ({ name, description: words(description) })),
  ]
  return all.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
}
