/** What two bot users who are one person share: what merging gives to the one who is kept, and what unmerging takes back. */
import { z } from 'zod'
import { Value } from '../../shared/fields.ts'
import type { Contact } from './contacts.ts'

const FIELDS_LIMIT = 200
const TAGS_LIMIT = 200

const EMPTY_ONES = ['name', 'email', 'phone', 'language', 'timezone', 'source'] as const
const FLAGS = ['isSubscribed', 'isOverLimit'] as const

export type Changes = z.output<typeof Changes>
/** What a merge changed, each with what it was before. */
export const Changes = z.object({
  texts: z.partialRecord(z.enum(EMPTY_ONES), z.object({ from: z.string().nullable(), to: z.string().nullable() })),
  flags: z.partialRecord(z.enum(FLAGS), z.object({ from: z.boolean(), to: z.boolean() })),
  /** the fields and tags that were added */
  fields: z.record(z.string(), Value),
  tags: z.array(z.string()),
})

export type Shared = Pick<Contact, (typeof EMPTY_ONES)[number] | (typeof FLAGS)[number] | 'fields' | 'tags'>

/** What is shared, as it is at one of them. */
export function sharedOf(contact: Shared): Shared {
  const { name, email, phone, language, timezone, source, isSubscribed, isOverLimit, fields, tags } = contact
  return { name, email, phone, language, timezone, source, isSubscribed, isOverLimit, fields, tags }
}

/**
 * Gives the kept one what only the other has: what they have themselves stays. Who unsubscribed on one channel is
 * unsubscribed, and who has a place in the plan on one channel has it on both.
 */
export function share(kept: Shared, other: Shared): Changes {
  const changes: Changes = { texts: {}, flags: {}, fields: {}, tags: [] }
  for (const name of EMPTY_ONES) if (!kept[name] && other[name]) fill(changes, kept, { name, to: other[name] })
  for (const name of FLAGS) if (kept[name] && !other[name]) lower(changes, kept, name)
  kept.fields = { ...kept.fields }
  for (const [name, value] of Object.entries(other.fields)) {
    if (Object.hasOwn(kept.fields, name) || Object.keys(kept.fields).length >= FIELDS_LIMIT) continue
    kept.fields[name] = value
    changes.fields[name] = value
  }
  const room = TAGS_LIMIT - kept.tags.length
  changes.tags = other.tags.filter((tag) => !kept.tags.includes(tag)).slice(0, Math.max(0, room))
  kept.tags = [...kept.tags, ...changes.tags]
  return changes
}

/** Takes each change back that still stands; what was changed since stays as it is. Returns what was taken back. */
export function takeBack(kept: Shared, changes: Changes): Changes {
  const taken: Changes = { texts: {}, flags: {}, fields: {}, tags: [] }
  for (const name of EMPTY_ONES) {
    const change = changes.texts[name]
    if (!change || kept[name] !== change.to) continue
    setText(kept, name, change.from)
    taken.texts[name] = change
  }
  for (const name of FLAGS) {
    const change = changes.flags[name]
    if (!change || kept[name] !== change.to) continue
    kept[name] = change.from
    taken.flags[name] = change
  }
  const stands = ([name, value]: [string, Value]) =>
    Object.hasOwn(kept.fields, name) && isSame(kept.fields[name], value)
  taken.fields = Object.fromEntries(Object.entries(changes.fields).filter(stands))
  kept.fields = Object.fromEntries(Object.entries(kept.fields).filter(([name]) => !Object.hasOwn(taken.fields, name)))
  taken.tags = changes.tags.filter((tag) => kept.tags.includes(tag))
  kept.tags = kept.tags.filter((tag) => !taken.tags.includes(tag))
  return taken
}

/** What was taken back and another merged one still has, is theirs to give from now on. Returns that one's changes. */
export function giveInstead(kept: Shared, other: Shared, by: { taken: Changes; before: Changes }): Changes {
  const { taken, before } = by
  const more = share(kept, {
    ...other,
    ...Object.fromEntries(EMPTY_ONES.filter((name) => !taken.texts[name]).map((name) => [name, kept[name]])),
    ...Object.fromEntries(FLAGS.filter((name) => !taken.flags[name]).map((name) => [name, kept[name]])),
    fields: Object.fromEntries(Object.entries(other.fields).filter(([name]) => Object.hasOwn(taken.fields, name))),
    tags: other.tags.filter((tag) => taken.tags.includes(tag)),
  })
  return {
    texts: { ...before.texts, ...more.texts },
    flags: { ...before.flags, ...more.flags },
    fields: { ...before.fields, ...more.fields },
    tags: [...new Set([...before.tags, ...more.tags])],
  }
}

type TextName = (typeof EMPTY_ONES)[number]

function fill(changes: Changes, kept: Shared, { name, to }: { name: TextName; to: string }): void {
  changes.texts[name] = { from: kept[name], to }
  setText(kept, name, to)
}

function setText(kept: Shared, name: TextName, text: string | null): void {
  if (name === 'name' || name === 'source') kept[name] = text ?? ''
  else kept[name] = text
}

function lower(changes: Changes, kept: Shared, name: (typeof FLAGS)[number]): void {
  changes.flags[name] = { from: true, to: false }
  kept[name] = false
}

function isSame(left: Value | undefined, right: Value): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right))
}

/** PostgreSQL keeps the names of an object in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  )
}
