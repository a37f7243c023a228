/** What Slack tells: direct messages, taps on buttons, changes and reactions. What the bot itself wrote comes back and is left out. */
import { z } from 'zod'
import { Caption, jsonOf, Label, Name, SaidText } from '../from-providers/readings.ts'
import type { HookRequest, Inbound, Said, SentFile } from '../inbound.ts'

interface Own {
  teamId: string
  botUserId: string
}

const File = z.object({
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  url_private_download: z.string().max(2000).nullish(),
  url_private: z.string().max(2000).nullish(),
})
const Written = z.object({
  user: z.string().max(200).optional(),
  bot_id: z.string().optional(),
  text: z.string().default(''),
  ts: z.string(),
  thread_ts: z.string().optional(),
  files: z.array(File).max(100).default([]),
})
const Event = z.discriminatedUnion('subtype', [
  Written.extend({
    type: z.literal('message'),
    channel: z.string(),
    channel_type: z.literal('im'),
    subtype: z.undefined().optional(),
  }),
  Written.extend({
    type: z.literal('message'),
    channel: z.string(),
    channel_type: z.literal('im'),
    subtype: z.enum(['file_share', 'thread_broadcast']),
  }),
  z.object({
    type: z.literal('message'),
    channel: z.string(),
    channel_type: z.literal('im'),
    subtype: z.literal('message_changed'),
    message: Written,
    previous_message: Written.partial().optional(),
  }),
  z.object({
    type: z.literal('message'),
    channel: z.string(),
    channel_type: z.literal('im'),
    subtype: z.literal('message_deleted'),
    deleted_ts: z.string(),
    previous_message: Written.partial().optional(),
  }),
])
const Reaction = z.object({
  type: z.enum(['reaction_added', 'reaction_removed']),
  user: z.string().max(200),
  reaction: z.string().max(100),
  item: z.object({ type: z.literal('message'), channel: z.string().startsWith('D'), ts: z.string() }),
})
const Called = z.object({ type: z.literal('event_callback'), team_id: z.string(), event: z.unknown() })
const Taps = z.object({
  type: z.literal('block_actions'),
  team: z.object({ id: z.string() }),
  user: z.object({ id: z.string().max(200) }),
  channel: z.object({ id: z.string().startsWith('D') }),
  message: z.object({ ts: z.string() }),
  actions: z.array(
    z.object({
      value: z.string().min(1).max(64).optional(),
      action_ts: z.string(),
      text: z.object({ text: z.string() }).optional(),
    }),
  ),
})

export function readSlack(request: HookRequest, own: Own): Inbound[] {
  const json = sentBy(request)
  const taps = Taps.safeParse(json)
  if (taps.success) return taps.data.team.id === own.teamId ? readTaps(taps.data) : []
  const called = Called.safeParse(json)
  if (!called.success || called.data.team_id !== own.teamId) return []
  const reaction = Reaction.safeParse(called.data.event)
  if (reaction.success) return readReaction(reaction.data)
  const event = Event.safeParse(called.data.event)
  return event.success ? readEvent(event.data, own) : []
}

/** Events are JSON; taps are JSON in a field of a form. */
export function sentBy({ body, headers }: HookRequest): unknown {
  const isForm = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
  if (!isForm) return jsonOf(body)
  return jsonOf(new TextEncoder().encode(new URLSearchParams(new TextDecoder().decode(body)).get('payload') ?? ''))
}

function readTaps({ user, channel, message, actions }: z.output<typeof Taps>): Inbound[] {
  return actions.flatMap(({ value, action_ts, text }): Inbound[] => {
    // A button that leads to a page has no value: the tap is for their browser.
    if (!value) return []
    const label = text && Label.parse(decoded(text.text))
    return [
      {
        kind: 'message',
        externalId: `${channel.id}:${message.ts}:${action_ts}`,
        address: user.id,
        ...at(action_ts),
        replyTo: `${channel.id}:${message.ts}`,
        said: { kind: 'choice', id: value, ...(label && { label }) },
      },
    ]
  })
}

function readReaction({ type, user, reaction, item }: z.output<typeof Reaction>): Inbound[] {
  const externalId = `${item.channel}:${item.ts}`
  return [{ kind: 'reaction', externalId, address: user, reaction: type === 'reaction_added' ? `:${reaction}:` : null }]
}

function readEvent(event: z.output<typeof Event>, own: Own): Inbound[] {
  if (event.subtype === 'message_deleted') {
    const { user, bot_id } = event.previous_message ?? {}
    if (!user || bot_id || user === own.botUserId) return []
    return [{ kind: 'deleted', externalId: `${event.channel}:${event.deleted_ts}`, address: user }]
  }
  if (event.subtype === 'message_changed') return readChange(event, own)
  const { user, channel, ts, thread_ts, bot_id } = event
  if (!user || bot_id || user === own.botUserId) return []
  const replyTo = thread_ts && thread_ts !== ts ? { replyTo: `${channel}:${thread_ts}` } : {}
  return saidIn(event).map((said, index) => ({
    kind: 'message' as const,
    externalId: index === 0 ? `${channel}:${ts}` : `${channel}:${ts}/${index}`,
    address: user,
    ...at(ts),
    ...replyTo,
    said,
  }))
}

/** Slack calls it a change too when it draws what a link leads to. */
function readChange(
  { channel, message, previous_message: before }: Extract<z.output<typeof Event>, { subtype: 'message_changed' }>,
  own: Own,
): Inbound[] {
  if (!message.user || message.bot_id || message.user === own.botUserId) return []
  const text = SaidText.parse(decoded(message.text))
  if (!text.trim() || before?.text === message.text) return []
  return [{ kind: 'edited', externalId: `${channel}:${message.ts}`, address: message.user, text }]
}

function saidIn({ text: written, files }: z.output<typeof Written>): Said[] {
  const text = decoded(written)
  const [first, ...others] = files.flatMap((file) => fileOf(file) ?? [])
  if (first) return [text.trim() ? { ...first, text: Caption.parse(text) } : first, ...others]
  if (text.trim()) return [{ kind: 'text', text: SaidText.parse(text) }]
  return files.length > 0 ? [{ kind: 'unsupported', what: 'file' }] : []
}

function fileOf({ name, mimetype, url_private_download, url_private }: z.output<typeof File>): SentFile | undefined {
  const reference = url_private_download ?? url_private
  if (!reference) return undefined
  const [kind = ''] = (mimetype ?? '').split('/')
  const media = kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'file'
  return { kind: 'sent-file', media, reference, ...(name && { name: Name.parse(name) }) }
}

/** `<https://acme.test|Acme>`, `<@U1>` and `&amp;` as people read them. */
function decoded(text: string): string {
  return text
    .replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, to: string, label?: string) => wordOf(to, label))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function wordOf(to: string, label: string | undefined): string {
  if (/^[@#!]/.test(to)) return label ?? `${to.charAt(0) === '!' ? '@' : to.charAt(0)}${to.slice(1)}`
  const address = to.replace(/^(mailto|tel):/, '')
  return label && label !== address && !to.endsWith(`//${label}`) ? `${label} (${address})` : (label ?? address)
}

/** Slack counts seconds with six digits behind. */
function at(ts: string): { at?: string } {
  const instant = new Date(Number(ts) * 1000)
  return Number.isNaN(instant.getTime()) ? {} : { at: instant.toISOString() }
}
