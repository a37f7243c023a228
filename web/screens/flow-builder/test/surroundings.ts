/** What a test tells the flow of its surroundings, and what time it is there. */

import type { Context } from '../../../../engine/turn.ts'
import { ALWAYS_OPEN, type BusinessHours } from '../../../../engine/values/business-hours.ts'
import { instantOf } from '../../../../engine/values/clock.ts'
import type { FieldKind } from '../../../../shared/fields.ts'
import type { TrialState } from './trial-state.ts'

/** What the workspace and the bot are really like. */
export interface Around {
  botId: string
  botName: string
  workspaceId: string
  workspaceName: string
  timezone: string
  hours: BusinessHours
  chatUrl: string
  kinds: Readonly<Record<string, FieldKind>>
}

const NEVER_OPEN: BusinessHours = { week: {}, holidays: [] }
const TEST_PERSON = '00000000-0000-7000-8000-000000000001'

export function clockOf(
  { asIf, skippedMs }: Pick<TrialState, 'asIf' | 'skippedMs'>,
  timezone: string,
  now: Date,
): Date {
  const from = asIf.clock ? instantOf(asIf.clock, timezone) : now
  return new Date(from.getTime() + skippedMs)
}

export function contextOf(state: TrialState, around: Around, now: Date): Context {
  const { asIf, person } = state
  const hours = { workspace: around.hours, open: ALWAYS_OPEN, closed: NEVER_OPEN }[asIf.hours]
  return {
    ...around,
    hours,
    channel: asIf.channel,
    user: {
      id: TEST_PERSON,
      name: asIf.name,
      email: asIf.email,
      phone: asIf.phone,
      language: asIf.language,
      timezone: asIf.timezone,
      tags: new Set(person.tags),
      isSubscribed: person.isSubscribed,
      firstSeenAt: now.toISOString(),
      source: asIf.source,
      assignee: person.assignee === null ? null : { id: person.assignee, name: person.assignee },
    },
    fields: state.fields,
    botFields: state.botFields,
    random: Math.random,
  }
}
