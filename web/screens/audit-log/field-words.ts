/** The words of the audit log's changes: what the fields are called, and what their values mean. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { KIND_WORDS, STARTER_WORDS, STATUS_WORDS } from '../bots/bot-words.ts'

/** A workspace keeps its look as `flowTheme`, a bot as `theme`; the words are the same. */
export function wordsOfField(field: string): MessageDescriptor | undefined {
  return FIELD_WORDS[sameTheme(field)]
}

/** What a word such as `omni` means in this field; undefined for all that a person has written. */
export function wordsOfValue(field: string, value: string): MessageDescriptor | undefined {
  return VALUE_WORDS[sameTheme(field)]?.[value]
}

const sameTheme = (field: string) => field.replace(/^flowTheme\./, 'theme.')

/** The name of a field, by its path. */
const FIELD_WORDS: Record<string, MessageDescriptor> = {
  name: msg`Name`,
  role: msg`Role`,
  access: msg`Access`,
  bots: msg`Bots`,
  botIds: msg`Bots`,
  timezone: msg`Timezone`,
  logo: msg`Logo`,
  message: msg`Message`,
  plan: msg`Plan`,
  prefix: msg`Key`,
  scopes: msg`Scopes`,
  expiresAt: msg`Expires`,
  format: msg`Format`,
  what: msg`What`,
  status: msg`State`,
  number: msg`Version`,
  version: msg`Version`,
  starter: msg`Begin with`,
  allowedOrigins: msg`Sites`,
  handler: msg`Answered by`,
  assignee: msg`Assigned to`,
  note: msg`Note`,
  kind: msg`Kind`,
  actor: msg`By`,
  from: msg`Since`,
  to: msg`Until`,
  search: msg`Search`,
  'theme.accent': msg`Accent`,
  'theme.background': msg`Background`,
  'theme.font': msg`Font`,
  'theme.bubble': msg`Bubbles`,
  'theme.buttons': msg`Buttons`,
  'theme.avatar.kind': msg`Avatar`,
  'theme.dark': msg`Light or dark`,
  'extras.members': msg`Extra members`,
  'extras.bots': msg`Extra bots`,
  'extras.contacts': msg`Extra bot users`,
}

/** The values that the product chooses from, by field. */
const VALUE_WORDS: Record<string, Record<string, MessageDescriptor>> = {
  access: { complete: msg`Complete`, restricted: msg`Only named bots` },
  kind: KIND_WORDS,
  status: { ...STATUS_WORDS, open: msg({ message: 'Open', context: 'state' }), resolved: msg`Resolved` },
  starter: Object.fromEntries(Object.entries(STARTER_WORDS).map(([id, { name }]) => [id, name])),
  handler: { bot: msg`Bot`, member: msg`Team` },
  what: { members: msg`Members` },
  'theme.font': { system: msg`The device's own`, serif: msg`Serif`, mono: msg`Monospaced` },
  'theme.bubble': { rounded: msg`Round`, soft: msg`Soft`, square: msg`Square` },
  'theme.buttons': { filled: msg`Filled`, outline: msg`Outlined` },
  'theme.avatar.kind': { initials: msg`Initials`, logo: msg`Logo`, none: msg`None` },
  'theme.dark': { auto: msg`Like the visitor's device`, light: msg`Light`, dark: msg`Dark` },
}
