/** Added, changed or removed: an icon and a colour, and a word wherever there is room for it. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import { IconCirclePlus, IconPencil, IconTrash } from '@tabler/icons-react'
import classes from './versions.module.css'

export type ChangeKind = 'added' | 'changed' | 'removed'

const ICONS = { added: IconCirclePlus, changed: IconPencil, removed: IconTrash } as const

const CHANGE_WORDS: Record<ChangeKind, MessageDescriptor> = {
  added: msg`Added`,
  changed: msg`Changed`,
  removed: msg`Removed`,
}

export function ChangeIcon({ kind }: { kind: ChangeKind }) {
  const Icon = ICONS[kind]
  return <Icon size={14} aria-hidden="true" className={classes.markIcon} />
}

export function ChangeBadge({ kind }: { kind: ChangeKind }) {
  const { _ } = useLingui()
  return (
    <span className={classes.badge} data-kind={kind}>
      <ChangeIcon kind={kind} />
      {_(CHANGE_WORDS[kind])}
    </span>
  )
}
