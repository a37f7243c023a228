/** What each channel can show of a message, as its provider documents it; what goes beyond is cut, or sent in another form (`channels/fit.ts`). */

export interface ChannelLimits {
  name: string
  /** characters of one message's text, or bytes of it in UTF-8; longer ones are sent in parts */
  text?: number
  bytes?: number
  /** characters of the words beside a file; 0 sends them on their own */
  caption?: number
  /** most taps below a file, where that differs; more of them stand below words */
  tapsBelowFile?: number
  /** kinds of files that show no words and no taps of their own */
  bare?: ReadonlyArray<'image' | 'video' | 'audio' | 'file'>
  /** answers to tap below a message, and the longest text they can stand below; a count of 0 numbers them in the text */
  choices?: { count?: number; label?: number; text?: number }
  /** buttons that stay with a message; a count of 0 writes links out and numbers answers */
  buttons?: { count?: number; label?: number; text?: number }
  /** cards side by side; a count of 0 writes them out, each with its picture */
  cards?: { count?: number; title?: number; text?: number; buttons?: number }
  /** rows of a list, in all sections together; a count of 0 makes answers of them */
  rows?: { count?: number; label?: number; description?: number; button?: number; text?: number }
  /** kinds of files that can be shown, with the most bytes of each; others are sent as links */
  media?: Partial<Record<'image' | 'video' | 'audio' | 'file', number>>
  /** whether it knows approved templates; else their text is sent */
  templates?: boolean
  /** whether a place can be shown; else it is sent as a link */
  location?: boolean
  /** bytes of what comes back from a tap */
  payload?: number
}

const MB = 1_000_000

export const CHANNEL_LIMITS = {
  webchat: { name: 'Web chat' },
  messenger: {
    name: 'Messenger',
    text: 2000,
    caption: 0,
    choices: { count: 13, label: 20 },
    buttons: { count: 3, label: 20, text: 640 },
    cards: { count: 10, title: 80, text: 80, buttons: 3 },
    rows: { count: 0 },
    media: { image: 25 * MB, video: 25 * MB, audio: 25 * MB, file: 25 * MB },
    location: false,
    payload: 1000,
  },
  instagram: {
    name: 'Instagram',
    bytes: 1000,
    caption: 0,
    choices: { count: 13, label: 20 },
    buttons: { count: 3, label: 20, text: 640 },
    cards: { count: 10, title: 80, text: 80, buttons: 3 },
    rows: { count: 0 },
    media: { image: 8 * MB, video: 25 * MB, audio: 25 * MB },
    location: false,
    payload: 1000,
  },
  whatsapp: {
    name: 'WhatsApp',
    text: 4096,
    caption: 1024,
    templates: true,
    tapsBelowFile: 3,
    bare: ['audio'],
    choices: { count: 10, label: 20, text: 1024 },
    buttons: { count: 3, label: 20, text: 1024 },
    cards: { count: 0 },
    rows: { count: 10, label: 24, description: 72, button: 20, text: 1024 },
    media: { image: 5 * MB, video: 16 * MB, audio: 16 * MB, file: 100 * MB },
    payload: 200,
  },
  telegram: {
    name: 'Telegram',
    text: 4096,
    caption: 1024,
    rows: { count: 0 },
    cards: { count: 0 },
    media: { image: 5 * MB, video: 20 * MB, audio: 20 * MB, file: 20 * MB },
    payload: 64,
  },
  sms: {
    name: 'SMS',
    text: 1600,
    caption: 1600,
    choices: { count: 0 },
    buttons: { count: 0 },
    cards: { count: 0 },
    rows: { count: 0 },
    media: { image: 5 * MB, video: 5 * MB, audio: 5 * MB, file: 5 * MB },
    location: false,
  },
  line: {
    name: 'LINE',
    text: 5000,
    caption: 0,
    choices: { count: 13, label: 20 },
    buttons: { count: 4, label: 20, text: 160 },
    cards: { count: 10, title: 40, text: 60, buttons: 3 },
    rows: { count: 0 },
    media: { image: 10 * MB, video: 200 * MB },
    payload: 300,
  },
  google: {
    name: 'RCS',
    text: 3072,
    caption: 0,
    choices: { count: 11, label: 25 },
    buttons: { count: 4, label: 25, text: 2000 },
    cards: { count: 10, title: 200, text: 2000, buttons: 4 },
    rows: { count: 0 },
    media: { image: 100 * MB, video: 100 * MB, audio: 100 * MB, file: 100 * MB },
    payload: 2048,
  },
  'google-reviews': {
    name: 'Google reviews',
    bytes: 4096,
    caption: 4096,
    choices: { count: 0 },
    buttons: { count: 0 },
    cards: { count: 0 },
    rows: { count: 0 },
    media: {},
    location: false,
  },
  viber: {
    name: 'Viber',
    text: 7000,
    caption: 0,
    choices: { count: 24, label: 250 },
    buttons: { count: 6, label: 250 },
    cards: { count: 6, title: 80, text: 120, buttons: 3 },
    rows: { count: 0 },
    media: { image: MB, video: 26 * MB, file: 50 * MB },
    payload: 2000,
  },
  slack: {
    name: 'Slack',
    text: 12_000,
    caption: 3000,
    choices: { count: 25, label: 75, text: 3000 },
    buttons: { count: 25, label: 75, text: 3000 },
    cards: { count: 10, title: 150, text: 2000, buttons: 5 },
    rows: { count: 0 },
    media: { image: 20 * MB },
    location: false,
    payload: 255,
  },
  wechat: {
    name: 'WeChat',
    bytes: 2048,
    caption: 0,
    choices: { count: 10, label: 30, text: 2048 },
    buttons: { count: 0 },
    cards: { count: 0 },
    rows: { count: 0 },
    media: { image: 10 * MB, audio: 2 * MB },
    location: false,
    payload: 64,
  },
} as const satisfies Record<string, ChannelLimits>

export type ChannelName = keyof typeof CHANNEL_LIMITS
export const CHANNEL_NAMES = [
  'webchat',
  'messenger',
  'instagram',
  'whatsapp',
  'telegram',
  'sms',
  'line',
  'google',
  'google-reviews',
  'viber',
  'slack',
  'wechat',
] as const satisfies readonly ChannelName[]

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
      // none at all is another form, not a cut one
      if (!limit || count <= limit) continue
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
