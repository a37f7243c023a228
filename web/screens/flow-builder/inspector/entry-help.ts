/** What each way into a flow is, in a sentence. */
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import type { Entry } from '../../../../engine/entry.ts'

const HELP = {
  keyword: msg`Begins when a person writes certain words.`,
  'default-reply': msg`Begins when nothing else fits what a person wrote.`,
  welcome: msg`Begins when a person opens the chat for the first time.`,
  ref: msg`Begins when a person comes by a certain link.`,
  'tag-added': msg`Begins when a tag is put on a person.`,
  'field-changed': msg`Begins when a field of a person changes.`,
  'conversation-resolved': msg`Begins when a conversation is resolved.`,
  webhook: msg`Begins when a program calls a secret address.`,
  schedule: msg`Begins at certain times, for everyone or for some.`,
} as const

export function useEntryHelp(): (kind: Entry['kind']) => string {
  const { _ } = useLingui()
  return (kind) => _(HELP[kind])
}
