/** Reads a chat written as text and plays it again on the engine, giving the lines as they really come out. */
import type { Incoming } from '../../shared/messages.ts'
import type { RunnableFlow } from '../flow.ts'
import { newSession, step } from '../step.ts'
import type { Context, Effect } from '../turn.ts'
import type { Scalar } from '../variables.ts'

/** `# what it shows`, a header of `word: value` lines, a blank line, then the chat. */
export interface Transcript {
  title: string
  flow: string
  header: string[]
  chat: string[]
}

export function readTranscript(text: string): Transcript {
  const lines = text.replace(/\n$/, '').split('\n')
  const blank = lines.indexOf('')
  const [title = '', flow = '', ...header] = lines.slice(0, blank)
  return { title: title.slice(2), flow: flow.replace('flow: ', ''), header, chat: lines.slice(blank + 1) }
}

/** Plays the person's lines of the chat, and writes down all lines anew. */
export function replay(transcript: Transcript, flow: RunnableFlow): string[] {
  const scene = newScene()
  for (const line of transcript.header) applySetting(scene, line)
  return transcript.chat.flatMap((line) => {
    if (applySetting(scene, line, 'clock', 'zone')) return [line]
    const event = readEvent(scene, line)
    return event ? [line, ...play(scene, flow, event)] : []
  })
}

type Scene = ReturnType<typeof newScene>

function newScene() {
  const fields: Record<string, Scalar> = {}
  const taps = new Map<string, string>()
  return { session: newSession(), now: new Date(Number.NaN), zone: 'UTC', fields, taps }
}

function applySetting(scene: Scene, line: string, ...allowed: string[]): boolean {
  const [word, value] = splitLine(line)
  if (allowed.length > 0 && !allowed.includes(word)) return false
  if (word === 'clock') scene.now = new Date(value)
  if (word === 'zone') scene.zone = value
  const [, name, json] = /^field: (\w+) = (.*)$/.exec(line) ?? []
  if (name && json) scene.fields[name] = JSON.parse(json)
  return true
}

function readEvent(scene: Scene, line: string): Incoming | undefined {
  const [word, value] = splitLine(line)
  if (word === 'user') return { kind: 'text', text: value }
  if (word === 'tap') return { kind: 'choice', id: scene.taps.get(value) ?? value }
  return word === 'start' ? { kind: 'start' } : undefined
}

function splitLine(line: string): [string, string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon), line.slice(colon + 2)]
}

function play(scene: Scene, flow: RunnableFlow, event: Incoming): string[] {
  const { session, effects } = step(flow, scene.session, event, scene.now, contextOf(scene))
  scene.session = session
  return effects.flatMap((effect) => writeEffect(scene, effect))
}

function contextOf(scene: Scene): Context {
  return {
    botName: 'Hal',
    workspaceName: 'Acme',
    timezone: scene.zone,
    channel: 'webchat',
    user: { name: 'Ann Ash', email: 'ann@example.com' },
    fields: scene.fields,
    random: () => 0.5,
  }
}

function writeEffect(scene: Scene, effect: Effect): string[] {
  switch (effect.kind) {
    case 'say': {
      const choices = effect.content.choices ?? []
      for (const { id, label } of choices) scene.taps.set(label, id)
      const said = `bot: ${effect.content.text.replaceAll('\n', '\\n')}`
      return choices.length > 0 ? [said, `choices: ${choices.map((choice) => choice.label).join(' | ')}`] : [said]
    }
    case 'set-field':
      scene.fields[effect.name] = effect.value
      return [`field: ${effect.name} = ${JSON.stringify(effect.value)}`]
    case 'hand-over':
      return [`team: ${effect.note}`]
    case 'failed':
      return [`failed: ${effect.code} at ${effect.stepId}`]
    case 'ended':
      return ['ended:']
  }
}
