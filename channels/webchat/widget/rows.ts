/** Lays the conversation out for reading: days, who joined, and runs of bubbles by one author. */
import type { Outgoing, Thread } from './thread.ts'
import type { Author, Choice, Message } from './wire.ts'

/** One bubble; `answer` is the picked choice's id, null while open, and 'other' when the talk went on without a pick. */
export interface Bubble {
  id: string
  text: string
  at: string
  choices: readonly Choice[]
  answer: string | null
  state: Outgoing['state'] | null
}

export type Row =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'joined'; key: string; name: string }
  | { kind: 'run'; key: string; author: Author; name: string | null; bubbles: Bubble[] }

const RUN_LASTS = 5 * 60_000

export function rowsOf(thread: Thread): Row[] {
  const rows: Row[] = []
  for (const one of visible(thread)) add(rows, one)
  return rows
}

type Visible = { author: Author; name: string | null; bubble: Bubble }

function visible({ messages, outgoing }: Thread): Visible[] {
  const said = messages.flatMap((message, index): Visible[] => {
    if (!message.said) return []
    const isText = message.said.kind === 'text'
    const choices = message.said.kind === 'text' ? message.said.choices : []
    const answer = choices.length > 0 ? answerTo(choices, messages.slice(index + 1), outgoing) : null
    const text = message.said.kind === 'text' ? message.said.text : message.said.label
    const bubble = { id: message.id, text, at: message.at, choices: isText ? choices : [], answer, state: null }
    return [{ author: message.author, name: message.name, bubble }]
  })
  return [...said, ...outgoing.flatMap(waiting)]
}

function waiting({ id, content, at, state }: Outgoing): Visible[] {
  if (content.kind === 'start') return []
  const text = content.kind === 'text' ? content.text : (content.label ?? content.id)
  return [{ author: 'contact', name: null, bubble: { id, text, at, choices: [], answer: null, state } }]
}

/** The first thing the visitor says after a question is its answer; a word from the team closes it too. */
function answerTo(choices: readonly Choice[], later: readonly Message[], outgoing: readonly Outgoing[]): string | null {
  const next = later.find((message) => message.said && (message.author === 'contact' || message.author === 'member'))
  const reply = next ? next.said : outgoing.find((one) => one.content.kind !== 'start')?.content
  if (!reply) return null
  if (next?.author === 'member') return 'other'
  const picked = choices.find((choice) =>
    reply.kind === 'choice' ? choice.id === reply.id : reply.kind === 'text' && choice.label === reply.text,
  )
  return picked?.id ?? 'other'
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
