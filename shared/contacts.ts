/** Bot users, their tags and fields, as they are shown and changed. */
import { z } from 'zod'
import { CHANNEL_NAMES } from './channel-limits.ts'
import { FieldKind, FieldName, FieldScope, Value } from './fields.ts'
import { plainText } from './messages.ts'
import { Id, Instant, line } from './text.ts'

const TAGS_AT_ONCE = 50

export const Tag = line(60)

export const Contact = z.object({
  id: Id,
  botId: Id,
  channel: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  language: z.string().nullable(),
  timezone: z.string().nullable(),
  source: z.string(),
  tags: z.array(z.string()),
  fields: z.record(z.string(), Value),
  isSubscribed: z.boolean(),
  isOverLimit: z.boolean(),
  firstSeenAt: Instant,
})
export type Contact = z.output<typeof Contact>

/** Another bot user, as far as one has to know who it is. */
const KnownContact = z.object({
  id: Id,
  botId: Id,
  botName: z.string(),
  channel: z.enum(CHANNEL_NAMES),
  /** how the channel knows them, where it says something: a number, a name */
  address: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  conversationId: Id,
  lastMessageAt: Instant,
})

/** The bot user as which they are known on another channel, by the merge that says so. */
export const OtherSelf = KnownContact.extend({ mergeId: Id })
export type OtherSelf = z.output<typeof OtherSelf>

/** A bot user, with the other selves that they share name, addresses, fields, tags and subscription with. */
export const WholeContact = Contact.extend({
  unreachable: z.enum(['blocked', 'opted-out']).nullable(),
  lastWroteAt: Instant.nullable(),
  alsoKnown: z.array(OtherSelf),
})
export type WholeContact = z.output<typeof WholeContact>

export const NewMerge = z.strictObject({ with: Id })
export const AlikeQuery = z.strictObject({ search: line(200).optional() })
/** `isSame` where e-mail address or phone number are the same. */
export const AlikeContact = KnownContact.extend({ isSame: z.boolean() })
export type AlikeContact = z.output<typeof AlikeContact>
export const AlikeContacts = z.object({ data: z.array(AlikeContact), nextCursor: z.null(), hasMore: z.literal(false) })

export const TagChange = z.strictObject({
  add: z.array(Tag).max(TAGS_AT_ONCE).optional(),
  remove: z.array(Tag).max(TAGS_AT_ONCE).optional(),
})
export type TagChange = z.output<typeof TagChange>

/** Null clears a field; those that are not named stay. */
export const FieldValues = z
  .record(FieldName, Value)
  .refine((fields) => Object.keys(fields).length <= 50, 'At most 50 fields at once')
export const SubscriptionChange = z.strictObject({ isSubscribed: z.boolean() })

export const KnownTag = z.object({ name: z.string(), count: z.number().int() })
export const KnownTags = z.object({ data: z.array(KnownTag), nextCursor: z.null(), hasMore: z.literal(false) })

export const FieldQuery = z.strictObject({ scope: FieldScope.optional() })
/** `value` is for fields of the bot itself. */
export const NewField = z.strictObject({
  scope: FieldScope,
  name: FieldName,
  kind: FieldKind,
  description: plainText(300).default(''),
  value: Value.optional(),
})
export type NewField = z.output<typeof NewField>
export const FieldChange = z.strictObject({
  kind: FieldKind.optional(),
  description: plainText(300).optional(),
  value: Value.optional(),
})
export type FieldChange = z.output<typeof FieldChange>
