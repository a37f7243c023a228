/** Lays the conversation out for reading: days, who joined, and runs of bubbles by one author. */
import { shownAs } from '../../../shared/message-line.ts'
import type { Input } from '../../../shared/messages.ts'
import type { Outgoing, Thread } from './thread.ts'
import type { Author, Message, Said } from './wire.ts'

/** One bubble; `isAnswered` when the visitor has said something since, or the team has, so that its answers go away. */
export interface Bubble {
  id: string
  said: Said
  at: string
  isAnswered: boolean
  state: Outgoing['state'] | null
}

export type Row =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'joined'; key: string; name: string }
  | { kind: 'run'; key: string; author: Author; name: string | null; bubbles: Bubble[] }

const RUN_LASTS = 5 * 60_000

/** `upTo` is the number of the last message that is shown already; the pause before the next is not over. */
export function rowsOf(thread: Thread, upTo = Number.POSITIVE_INFINITY): Row[] {
  const rows: Row[] = []
  for (const one of visible(thread, upTo)) add(rows, one)
  return rows
}

/** What the last message asks for, as long as nobody has answered. */
export function askedNow(rows: readonly Row[]): Input | null {
  const last = rows.at(-1)
  const bubble = last?.kind === 'run' && last.author === 'bot' ? last.bubbles.at(-1) : undefined
  return (bubble && !bubble.isAnswered && 'input' in bubble.said && bubble.said.input) || null
}

/** Has a member of the team spoken last, other than the visitor? To people one may send files unasked. */
export function speaksWithTeam(rows: readonly Row[]): boolean {
  const last = rows.findLast((row) => row.kind === 'run' && row.author !== 'contact')
  return last?.kind === 'run' && last.author === 'member'
}

type Visible = { author: Author; name: string | null; bubble: Bubble }

function visible({ messages, outgoing }: Thread, upTo: number): Visible[] {
  const isClosing = ({ author, said }: Message) => said !== null && author !== 'bot'
  const lastClosing = messages.findLastIndex(isClosing)
  const isAnswering = outgoing.some(({ content }) => content.kind !== 'start')
  const said = messages.flatMap(({ id, author, name, said, at, seq }, index): Visible[] => {
    if (!said || seq > upTo) return []
    const isAnswered = author !== 'bot' || index < lastClosing || isAnswering
    return [{ author, name, bubble: { id, said, at, isAnswered, state: null } }]
  })
  return [...said, ...outgoing.flatMap(waiting)]
}

function waiting({ id, content, at, state }: Outgoing): Visible[] {
  if (content.kind === 'start') return []
  const said = content.kind === 'file' ? { ...content, kind: shownAs(content) } : content
  return [{ author: 'contact', name: null, bubble: { id, said, at, isAnswered: true, state } }]
}

function add(rows: Row[], { author, name, bubble }: Visible): void {
  const lastRun = rows.findLast((row) => row.kind === 'run')
  const lastAt = lastRun?.bubbles.at(-1)?.at
  if (!lastAt || dayOf(lastAt) !== dayOf(bubble.at)) rows.push({ kind: 'day', key: `day ${bubble.id}`, at: bubble.at })
  if (author === 'member' && name && !speaksAlready(rows, name)) {
    rows.push({ kind: 'joined', key: `joined ${bubble.id}`, name })
  }
  const last = rows.at(-1)
  if (last?.kind === 'run' && goesOn(last, author, name, bubble.at)) last.bubbles.push(bubble)
  else rows.push({ kind: 'run', key: `run ${bubble.id}`, author, name, bubbles: [bubble] })
}

/** Is this member the one who answers already, with no bot or other member since? */
function speaksAlready(rows: readonly Row[], name: string): boolean {
  const last = rows.findLast((row) => row.kind === 'run' && row.author !== 'contact')
  return last?.kind === 'run' && last.author === 'member' && last.name === name
}

function goesOn(run: Extract<Row, { kind: 'run' }>, author: Author, name: string | null, at: string): boolean {
  const last = run.bubbles.at(-1)
  if (!last || run.author !== author || run.name !== name) return false
  return Date.parse(at) - Date.parse(last.at) < RUN_LASTS && last.state !== 'failed'
}

function dayOf(at: string): string {
  return new Date(at).toDateString()
}
