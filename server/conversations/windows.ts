/** Whether a person may be written to now, as the channel's provider allows it. */
import type { ChannelDefinition } from '../../channels/channel.ts'
import type { Waiting } from './waiting.ts'

const HOUR_MS = 3_600_000
const MEMBER_HOURS = 7 * 24

/** Why the message may not go out, in a sentence that says what is possible; undefined where it may. */
export function refusalOf(
  {
    author,
    lastWroteAt,
    unreachable,
    content,
  }: Pick<Waiting, 'author' | 'lastWroteAt' | 'unreachable'> & Partial<Pick<Waiting, 'content'>>,
  { window }: Pick<ChannelDefinition, 'window'>,
  now = Date.now(),
): string | undefined {
  if (unreachable) return UNREACHABLE[unreachable]
  if (!window) return undefined
  const since = lastWroteAt === null ? Number.POSITIVE_INFINITY : now - Date.parse(lastWroteAt)
  if (since <= window.hours * HOUR_MS) return undefined
  if (window.later === 'member' && author === 'member' && since <= MEMBER_HOURS * HOUR_MS) return undefined
  if (window.later === 'template' && content?.kind === 'template') return undefined
  return `The person last wrote more than ${window.hours} hours ago. ${LATER[window.later]}`
}

const UNREACHABLE = {
  blocked: 'The person has blocked this account.',
  'opted-out': 'The person does not want to get messages from this account.',
}

const LATER = {
  template: 'Until they write again, only an approved template reaches them.',
  member: 'Until they write again, only a member of the team can answer, for seven days.',
  nothing: 'They can be answered again as soon as they write.',
}
