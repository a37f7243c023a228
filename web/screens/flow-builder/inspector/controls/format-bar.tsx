/** Bold, italic, struck, code and link for a message, by button and by keyboard. */
import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Group, Tooltip } from '@mantine/core'
import { IconBold, IconCode, IconItalic, IconLink, IconStrikethrough } from '@tabler/icons-react'
import type { KeyboardEvent, RefObject } from 'react'
import { MOD } from '../../../../frame/keys.ts'
import { insertText } from './insert-text.ts'
import classes from './value-text.module.css'

type Format = 'bold' | 'italic' | 'struck' | 'code' | 'link'

const MARKS = { bold: '*', italic: '_', struck: '~', code: '`' } as const
const KEYS: Record<string, Format> = { b: 'bold', i: 'italic', k: 'link' }

export function FormatBar({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const { t } = useLingui()
  const buttons = [
    { format: 'bold', label: t`Bold`, key: 'B', Icon: IconBold },
    { format: 'italic', label: t`Italic`, key: 'I', Icon: IconItalic },
    { format: 'struck', label: t`Struck through`, key: undefined, Icon: IconStrikethrough },
    { format: 'code', label: t`Code`, key: undefined, Icon: IconCode },
    { format: 'link', label: t`Link`, key: 'K', Icon: IconLink },
  ] as const
  return (
    <Group gap={2} className={classes.bar} role="toolbar" aria-label={t`Formatting`}>
      {buttons.map(({ format, label, key, Icon }) => (
        <Tooltip key={format} label={key ? `${label} (${MOD}${key})` : label}>
          <ActionIcon
            size={24}
            aria-label={label}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => field.current && put(field.current, format)}
          >
            <Icon size={14} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
      ))}
    </Group>
  )
}

/** Whether the key was one of these. */
export function formatKey(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  const format = (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey ? KEYS[event.key] : undefined
  if (!format) return false
  event.preventDefault()
  event.stopPropagation()
  put(event.currentTarget, format)
  return true
}

/** Around what is selected; once more takes the marks away. */
function put(field: HTMLTextAreaElement, format: Format): void {
  const { selectionStart: from, selectionEnd: to, value } = field
  const chosen = value.slice(from, to)
  if (format === 'link') {
    putLink(field, chosen)
    return
  }
  const mark = MARKS[format]
  const isMarked = value[from - 1] === mark && value[to] === mark
  if (isMarked) insertText(field, chosen, { from: from - 1, to: to + 1, select: { from: 0, to: chosen.length } })
  else insertText(field, `${mark}${chosen}${mark}`, { from, to, select: { from: 1, to: 1 + chosen.length } })
}

function putLink(field: HTMLTextAreaElement, chosen: string): void {
  const { selectionStart: from, selectionEnd: to } = field
  const address = /^https?:\/\/\S+$/.test(chosen) ? chosen : 'https://'
  const label = address === chosen ? '' : chosen
  const text = `[${label}](${address})`
  const at = label === '' ? 1 : label.length + 3
  insertText(field, text, { from, to, select: { from: at, to: label === '' ? at : text.length - 1 } })
}
