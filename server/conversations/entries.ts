/** What opens flows besides a person's words: a tag, a field, the end of a conversation. */
import { z } from 'zod'
import type { Value } from '../../shared/fields.ts'
import type { RunningBot } from '../bots/running.ts'
import type { Whereabouts } from '../contacts/contacts.ts'
import { type InboundRow, rowFor } from './inbound.ts'

/** What happened that a flow may begin by. */
export type Cause =
  | { kind: 'tag-added'; tag: string }
  | { kind: 'field-changed'; field: string; value: Value }
  | { kind: 'conversation-resolved' }

/** The events by which the bot's published flows begin for this; `depth` counts events caused by events. */
export function openedBy(bot: RunningBot, at: Whereabouts, by: { cause: Cause; depth: number }): InboundRow[] {
  const { cause, depth } = by
  return bot.entries
    .filter(({ kind, detail }) => kind === cause.kind && isMeant(cause, detail))
    .map(({ flow, entry }) => rowFor(at, { kind: 'entry', flow, entry, data: dataOf(cause), depth }))
}

const Detail = z.looseObject({ tag: z.string().optional(), field: z.string().optional() })

function isMeant(cause: Cause, detail: unknown): boolean {
  const meant = Detail.safeParse(detail).data
  if (cause.kind === 'tag-added') return meant?.tag === cause.tag
  if (cause.kind === 'field-changed') return meant?.field === cause.field
  return true
}

/** Read as {{event.tag}}, {{event.field}} and {{event.value}}. */
function dataOf(cause: Cause): Value {
  if (cause.kind === 'tag-added') return { tag: cause.tag }
  if (cause.kind === 'field-changed') return { field: cause.field, value: cause.value }
  return {}
}
