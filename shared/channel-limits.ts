/** What each channel can show of a message, as its provider documents it; what goes beyond is cut, or sent in another form. */

export interface ChannelLimits {
  name: string
  /** characters of one message's text; longer ones are sent in parts */
  text?: number
  /** answers to tap below a message */
  choices?: { count?: number; label?: number }
  /** buttons that stay with a message */
  buttons?: { count?: number; label?: number }
  cards?: { count?: number; title?: number }
  /** rows of a list, in all sections together */
  rows?: { count?: number; label?: number; description?: number }
}

export const CHANNEL_LIMITS = {
  webchat: { name: 'Web chat' },
  messenger: {
    name: 'Messenger',
    choices: { count: 13, label: 20 },
    buttons: { count: 3, label: 20 },
    cards: { count: 10, title: 80 },
  },
  instagram: {
    name: 'Instagram',
    choices: { count: 13, label: 20 },
    buttons: { count: 3, label: 20 },
    cards: { count: 10, title: 80 },
  },
  whatsapp: {
    name: 'WhatsApp',
    text: 4096,
    choices: { count: 10, label: 20 },
    buttons: { count: 3, label: 20 },
    rows: { count: 10, label: 24, description: 72 },
  },
  telegram: { name: 'Telegram', text: 4096 },
  sms: { name: 'SMS', text: 1600 },
  line: { name: 'LINE', choices: { count: 13 }, cards: { count: 10 } },
  google: {
    name: 'RCS',
    text: 3072,
    choices: { count: 11, label: 25 },
    buttons: { count: 4, label: 25 },
    cards: { count: 10, title: 200 },
  },
} as const satisfies Record<string, ChannelLimits>

export type LimitedPart = 'choices' | 'buttons' | 'cards' | 'rows'
export type Measure = 'count' | 'label' | 'title' | 'description'

/** A limit that is gone beyond, with the channels that have it. */
export interface Excess {
  measure: Measure
  limit: number
  channels: string[]
}

/** Which of these channels show less than this; those with the same limit stand together, the tightest first. */
export function excessOf(
  part: LimitedPart,
  counts: Partial<Record<Measure, number>>,
  channels: readonly string[] = Object.keys(CHANNEL_LIMITS),
): Excess[] {
  const found = new Map<string, Excess>()
  for (const [channel, limits] of Object.entries<ChannelLimits>(CHANNEL_LIMITS)) {
    if (!channels.includes(channel)) continue
    for (const [measure, count] of entriesOf(counts)) {
      const limit = limitOf(limits, part, measure)
      if (limit === undefined || count <= limit) continue
      const key = `${measure} ${limit}`
      const known = found.get(key) ?? { measure, limit, channels: [] }
      known.channels.push(limits.name)
      found.set(key, known)
    }
  }
  return [...found.values()].sort((one, other) => one.limit - other.limit)
}

function limitOf(limits: ChannelLimits, part: LimitedPart, measure: Measure): number | undefined {
  const own: Partial<Record<Measure, number>> | undefined = limits[part]
  return own?.[measure]
}

function entriesOf(counts: Partial<Record<Measure, number>>): Array<[Measure, number]> {
  return (['count', 'label', 'title', 'description'] as const).flatMap((measure): Array<[Measure, number]> => {
    const count = counts[measure]
    return count === undefined ? [] : [[measure, count]]
  })
}
