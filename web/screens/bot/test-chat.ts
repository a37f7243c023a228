/** A chat with the flow as it stands, run by the same engine that the bot runs. */
import { useMemo, useRef, useState } from 'react'
import { compile, type Flow } from '../../../engine/flow.ts'
import { newSession, type Session, step } from '../../../engine/step.ts'
import type { Effect } from '../../../engine/turn.ts'
import type { Scalar } from '../../../engine/variables.ts'
import type { Choice, Incoming } from '../../../shared/messages.ts'

export interface Line {
  key: number
  kind: 'person' | 'bot' | 'note' | 'field' | 'ended' | 'failed' | 'handed-over'
  text: string
  choices: Choice[]
}

interface Chat {
  session: Session
  fields: Record<string, Scalar>
  lines: Line[]
  isHandedOver: boolean
}

export interface TestChat {
  lines: Line[]
  /** the step that waits for an answer */
  waitingAt: string | null
  isStarted: boolean
  isHandedOver: boolean
  hear: (event: Incoming, shown: string) => void
  restart: () => void
}

interface Around {
  botName: string
  workspaceName: string
  timezone: string
}

export function useTestChat(flow: Flow, around: Around): TestChat {
  const runnable = useMemo(() => compile(flow), [flow])
  const [chat, setChat] = useState<Chat>(fresh)
  const count = useRef(0)
  const lineOf = (kind: Line['kind'], text: string, choices: Choice[] = []): Line => {
    count.current += 1
    return { key: count.current, kind, text, choices }
  }
  const turn = (from: Chat, event: Incoming, shown: string) => {
    const context = {
      ...around,
      channel: 'webchat',
      user: userOf(from.fields),
      fields: from.fields,
      random: Math.random,
    }
    const { session, effects } = step(runnable, from.session, event, new Date(), context)
    const said = shown === '' ? [] : [lineOf('person', shown)]
    setChat({
      session,
      fields: effects.reduce(withField, from.fields),
      lines: [...from.lines, ...said, ...effects.map((effect) => lineFor(effect, lineOf))],
      isHandedOver: effects.some((effect) => effect.kind === 'hand-over'),
    })
  }
  return {
    lines: chat.lines,
    waitingAt: chat.session.waiting,
    isStarted: chat.lines.length > 0,
    isHandedOver: chat.isHandedOver,
    hear: (event, shown) => turn(chat, event, shown),
    restart: () => turn(fresh(), { kind: 'start' }, ''),
  }
}

function fresh(): Chat {
  return { session: newSession(), fields: {}, lines: [], isHandedOver: false }
}

function withField(fields: Record<string, Scalar>, effect: Effect): Record<string, Scalar> {
  return effect.kind === 'set-field' ? { ...fields, [effect.name]: effect.value } : fields
}

function userOf({ name, email }: Record<string, Scalar>) {
  return { name: name ? String(name) : '', email: email ? String(email) : null }
}

function lineFor(effect: Effect, lineOf: (kind: Line['kind'], text: string, choices?: Choice[]) => Line): Line {
  switch (effect.kind) {
    case 'say':
      return lineOf('bot', effect.content.text, effect.content.choices)
    case 'set-field':
      return lineOf('field', `${effect.name} = ${effect.value ?? ''}`)
    case 'hand-over':
      return lineOf('handed-over', effect.note)
    case 'failed':
      return lineOf('failed', effect.message)
    case 'ended':
      return lineOf('ended', '')
  }
}
