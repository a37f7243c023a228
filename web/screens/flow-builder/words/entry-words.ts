/** What begins a flow, in the reader's words. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import { useCallback } from 'react'
import type { Entry } from '../../../../engine/entry.ts'

export const ENTRY_KINDS: Record<Entry['kind'], MessageDescriptor> = {
  keyword: msg`Keywords`,
  'default-reply': msg`Nothing else fits`,
  welcome: msg`First visit`,
  ref: msg`Link`,
  'tag-added': msg`Tag added`,
  'field-changed': msg`Field changed`,
  'conversation-resolved': msg`Conversation resolved`,
  webhook: msg`A program calls`,
  schedule: msg`At a time`,
}

const START = msg`Start`

/** The kind and what it waits for, such as "Keywords: help, price". */
export function useEntryWords(): (entry: Entry | null) => { kind: string; detail: string } {
  const { _ } = useLingui()
  return useCallback(
    (entry) => (entry ? { kind: _(ENTRY_KINDS[entry.kind]), detail: detailOf(entry) } : { kind: _(START), detail: '' }),
    [_],
  )
}

function detailOf(entry: Entry): string {
  switch (entry.kind) {
    case 'keyword':
      return entry.words.join(', ')
    case 'ref':
      return entry.ref
    case 'tag-added':
      return entry.tag
    case 'field-changed':
      return entry.field
    case 'schedule':
      return entry.when.kind === 'once' ? `${entry.when.date} ${entry.when.time}` : entry.when.time
    default:
      return ''
  }
}
