/** Reads a chat written as text and plays it again on the engine, giving the lines as they really come out. */
import type { FieldKind, Value } from '../../shared/fields.ts'
import type { Button, Content } from '../../shared/messages.ts'
import type { Event } from '../event.ts'
import type { Library } from '../library.ts'
import { newSession, type Session } from '../session.ts'
import { step } from '../step.ts'
import type { Effect } from '../turn.ts'
import { ALWAYS_OPEN, type BusinessHours } from '../values/business-hours.ts'
import { sceneContext } from './scene.ts'

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

/** Plays what happens in the chat, and writes down all lines anew. */
export function replay(transcript: Transcript, library: Library): string[] {
  const scene = newScene()
  for (const line of transcript.header) applySetting(scene, line)
  return transcript.chat.flatMap((line) => {
    const [word, value] = splitLine(line)
    if (word === 'clock' || word === 'zone' || word === 'random' || word === 'person') {
      applySetting(scene, line)
      return [line]
    }
    const read = EVENTS[word]
    return read ? [line, ...play(scene, library, read(value, scene))] : []
  })
}

interface Scene {
  session: Session
  now: Date
  zone: string
  random: number
  /** id of the person who writes; a new one knows nothing of what was asked before */
  person: string
  hours: BusinessHours
  fields: Record<string, Value>
  botFields: Record<string, Value>
  kinds: Record<string, FieldKind>
  tags: Set<string>
  isSubscribed: boolean
  /** ids of what was offered, by their labels */
  taps: Map<string, string>
  /** the call and the timer that were asked for last */
  call: string
  timer: string
}

function newScene(): Scene {
  return {
    session: newSession(),
    now: new Date(Number.NaN),
    zone: 'UTC',
    random: 0.5,
    person: sceneContext().user.id,
    hours: ALWAYS_OPEN,
    fields: {},
    botFields: {},
    kinds: {},
    tags: new Set(),
    isSubscribed: true,
    taps: new Map(),
    call: '',
    timer: '',
  }
}

const SETTINGS: Record<string, (scene: Scene, value: string) => void> = {
  clock: (scene, value) => {
    scene.now = new Date(value)
  },
  zone: (scene, value) => {
    scene.zone = value
  },
  random: (scene, value) => {
    scene.random = Number(value)
  },
  person: (scene, value) => {
    scene.person = value
    scene.session = newSession()
  },
  hours: (scene, value) => {
    scene.hours = JSON.parse(value)
  },
  tag: (scene, value) => {
    scene.tags.add(value)
  },
  field: (scene, value) => {
    const [, name = '', json = ''] = /^([\w.]+) = (.*)$/.exec(value) ?? []
    keep(scene, name, JSON.parse(json))
  },
  kind: (scene, value) => {
    const [, name = '', kind = ''] = /^([\w.]+) = (.*)$/.exec(value) ?? []
    Reflect.set(scene.kinds, name, kind)
  },
}

function applySetting(scene: Scene, line: string): void {
  const [word, value] = splitLine(line)
  SETTINGS[word]?.(scene, value)
}

/** What may happen, by the word its line begins with. */
const EVENTS: Record<string, (value: string, scene: Scene) => Event> = {
  start: (ref) => ({ kind: 'start', ...(ref && { ref }) }),
  user: (text) => ({ kind: 'text', text }),
  tap: (label, { taps }) => ({ kind: 'choice', id: taps.get(label) ?? label, label }),
  ticks: (value, { taps }) => {
    const labels = value === '' ? [] : value.split(' | ')
    return { kind: 'choices', ids: labels.map((label) => taps.get(label) ?? label), labels }
  },
  file: (url) => ({ kind: 'file', url, name: url.split('/').at(-1) ?? '', mime: 'application/pdf', size: 1000 }),
  position: (value) => {
    const [latitude = 0, longitude = 0] = value.split(', ').map(Number)
    return { kind: 'location', latitude, longitude }
  },
  result: (json, { call }) => ({ kind: 'result', callId: call, outcome: JSON.parse(json) }),
  timer: (at, scene) => {
    scene.now = new Date(at)
    return { kind: 'timer', timerId: scene.timer }
  },
  'given back': () => ({ kind: 'given-back' }),
  entry: (value) => {
    const [, flow = '', entry = '', json] = /^(\S+)\/(\S+)(?: (.*))?$/.exec(value) ?? []
    return { kind: 'entry', flow, entry, depth: 1, ...(json && { data: JSON.parse(json) }) }
  },
}

function splitLine(line: string): [string, string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon), line.slice(colon + 2)]
}

function play(scene: Scene, library: Library, event: Event): string[] {
  const { zone: timezone, hours, fields, botFields, kinds, tags, isSubscribed, random, person: id } = scene
  const plain = sceneContext()
  const context = sceneContext({
    timezone,
    hours,
    fields,
    botFields,
    kinds,
    user: { ...plain.user, id, tags, isSubscribed },
    random: () => random,
  })
  const { session, effects } = step(library, scene.session, event, scene.now, context)
  scene.session = session
  return effects.flatMap((effect) => writeEffect(scene, effect))
}

function keep(scene: Scene, name: string, value: Value): void {
  const fields = name.startsWith('bot.') ? scene.botFields : scene.fields
  fields[name.replace('bot.', '')] = value
}

function writeEffect(scene: Scene, effect: Effect): string[] {
  switch (effect.kind) {
    case 'say':
      return writeContent(scene, effect.content)
    case 'set-field':
      keep(scene, effect.name, effect.value)
      return [`field: ${effect.name} = ${JSON.stringify(effect.value)}`]
    case 'tag':
      if (effect.isOn) scene.tags.add(effect.tag)
      else scene.tags.delete(effect.tag)
      return [`tag: ${effect.isOn ? '+' : '-'} ${effect.tag}`]
    case 'subscribe':
      scene.isSubscribed = effect.isOn
      return [`subscribed: ${effect.isOn}`]
    case 'assign':
      return [`assigned: ${typeof effect.to === 'string' ? effect.to : effect.to.memberId}`]
    case 'status':
      return [`status: ${effect.status}`]
    case 'hand-over':
      return [`team: ${effect.note}`]
    case 'notify':
      return [`notify: ${JSON.stringify(effect.to)} ${oneLine(effect.text)}`]
    case 'track':
      return [`tracked: ${effect.name} ${JSON.stringify(effect.data)}`]
    case 'mail':
      return [`mail: ${effect.to} | ${effect.subject} | ${oneLine(effect.text)}`]
    case 'call':
      scene.call = effect.id
      return [`call: ${JSON.stringify(effect.call)}`]
    case 'timer':
      scene.timer = effect.id
      return [`at: ${effect.at}`]
    case 'no-timer':
      return ['no timer:']
    case 'failed':
      return [`failed: ${effect.code} at ${effect.stepId}`]
    case 'ended':
      return ['ended:']
  }
}

function writeContent(scene: Scene, content: Content): string[] {
  const lines = [writeMain(scene, content)].flat()
  if (content.pause) lines.unshift(`typing: ${content.pause} s`)
  if (content.buttons) lines.push(`buttons: ${writeButtons(scene, content.buttons)}`)
  if (content.choices) {
    for (const { id, label } of content.choices) scene.taps.set(label, id)
    lines.push(`choices: ${content.choices.map((choice) => choice.label).join(' | ')}`)
  }
  if (content.input && content.input.kind !== 'text') lines.push(`input: ${Object.values(content.input).join(' ')}`)
  return lines
}

function writeMain(scene: Scene, content: Content): string | string[] {
  switch (content.kind) {
    case 'text':
      return `bot: ${oneLine(content.text)}`
    case 'template':
      return `template: ${[content.name, content.language, ...content.parameters, oneLine(content.text)].join(' | ')}`
    case 'location':
      return `place: ${[content.latitude, content.longitude, content.name, content.address].filter((part) => part !== undefined).join(', ')}`
    case 'cards':
      return content.cards.map(
        ({ title, text, image, buttons = [] }) =>
          `card: ${[title, text, image, writeButtons(scene, buttons)].filter(Boolean).join(' | ')}`,
      )
    case 'list':
      for (const { id, label } of content.sections.flatMap(({ rows }) => rows)) scene.taps.set(label, id)
      return [
        `list: ${oneLine(content.text)} [${content.button}]`,
        ...content.sections.map(
          ({ title, rows }) => `rows: ${title ?? ''}: ${rows.map(({ label }) => label).join(' | ')}`,
        ),
      ]
    default:
      // “file:” is what a person sends
      return `${content.kind === 'file' ? 'download' : content.kind}: ${[content.url, content.text, content.name].filter(Boolean).join(' | ')}`
  }
}

function writeButtons(scene: Scene, buttons: Button[]): string {
  return buttons
    .map((button) => {
      if (button.kind === 'reply') scene.taps.set(button.label, button.id)
      const leads = button.kind === 'link' ? ` → ${button.url}` : button.kind === 'call' ? ` ☎ ${button.phone}` : ''
      return `[${button.label}${leads}]`
    })
    .join(' ')
}

function oneLine(text: string): string {
  return text.replaceAll('\n', '\\n')
}
