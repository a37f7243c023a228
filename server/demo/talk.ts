/** Sample conversations: the real engine, answered by customers whose words and times come from a seed. */
import { compile, type Flow } from '../../engine/flow.ts'
import { libraryOf } from '../../engine/library.ts'
import { newSession, type Session } from '../../engine/session.ts'
import { step } from '../../engine/step.ts'
import type { Context } from '../../engine/turn.ts'
import type { Value } from '../../shared/fields.ts'
import { lineOf } from '../../shared/message-line.ts'
import type { Incoming } from '../../shared/messages.ts'
import { WORDS } from './world.ts'

/** One message of a sample conversation. */
export interface Said {
  author: 'contact' | 'bot' | 'member' | 'system'
  content: Record<string, unknown>
  text: string
  at: Date
}

export interface Talk {
  said: Said[]
  session: Session
  fields: Record<string, Value>
  isHandedOver: boolean
}

/** A number from 0 to below 1, the next of its seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Talks this version of the flow through with one customer who begins at this time; some stop answering on the way. */
export function talk(
  flow: Flow,
  customer: { name: string; email: string; begin: Date; random: () => number; context: Context; version: string },
): Talk {
  const library = libraryOf(compile(flow, { id: 'main', version: customer.version }))
  const { random } = customer
  const fields: Record<string, Value> = {}
  const said: Said[] = []
  let session = newSession()
  let event: Incoming = { kind: 'start' }
  let at = customer.begin.getTime()
  let isHandedOver = false

  for (let turns = 0; turns < 8; turns++) {
    const outcome = step(library, session, event, new Date(at), { ...customer.context, fields, random })
    session = outcome.session
    for (const effect of outcome.effects) {
      at += 900
      if (effect.kind === 'set-field') fields[effect.name] = effect.value
      if (effect.kind === 'say')
        said.push({ author: 'bot', content: effect.content, text: lineOf(effect.content), at: new Date(at) })
      if (effect.kind === 'hand-over') {
        isHandedOver = true
        said.push({
          author: 'system',
          content: { kind: 'event', event: 'handed-over', name: '' },
          text: '',
          at: new Date(at),
        })
      }
    }
    if (session.done || session.waiting === null || random() < 0.06) break
    const reply = replyTo(flow, session.waiting, said.at(-1), customer)
    at += 8000 + Math.floor(random() * 60_000)
    event = reply
    said.push({
      author: 'contact',
      content: reply,
      text: lineOf(reply),
      at: new Date(at),
    })
  }
  return { said, session, fields, isHandedOver }
}

type Reply = Exclude<Incoming, { kind: 'start' }>

function replyTo(
  flow: Flow,
  waiting: string,
  last: Said | undefined,
  { name, email, random }: { name: string; email: string; random: () => number },
): Reply {
  const choices = last?.content.choices
  if (Array.isArray(choices) && choices.length > 0) {
    // The better half of the choices is taken more often, as in life.
    const choice = choices[Math.floor(Math.sqrt(random()) * choices.length)]
    return { kind: 'choice', id: choice.id, label: choice.label }
  }
  const question = flow.steps[waiting]
  const kind = question && 'kind' in question ? question.kind : 'text'
  if (kind === 'email') return { kind: 'text', text: email }
  if (kind === 'number') return { kind: 'text', text: String(1 + Math.floor(random() * 5)) }
  const isName = question && 'field' in question && question.field === 'name'
  return {
    kind: 'text',
    text: isName ? (name.split(' ')[0] ?? name) : (WORDS[Math.floor(random() * WORDS.length)] ?? ''),
  }
}
