/** Does to a chat what its flow wants done; what it says and changes is saved with the turn. */
import { uuidv7 } from 'uuidv7'
import type { Effect } from '../../engine/turn.ts'
import type { Happening } from '../../shared/conversations.ts'
import type { Value } from '../../shared/fields.ts'
import type { RunningBot } from '../bots/running.ts'
import { setField, setTag } from '../contacts/contacts.ts'
import { fitting } from '../contacts/field-kinds.ts'
import type { Tx } from '../db/in-workspace.ts'
import { agentsFor } from './agents.ts'
import { type Cause, openedBy } from './entries.ts'
import type { MessageName } from './names.ts'
import { sendMail, sendNotices } from './notices.ts'
import { offer } from './options.ts'
import { add, type Chat } from './turns.ts'

/** A batch of turns, as far as one turn sees what those before it did. */
export interface Batch {
  /** conversations that this batch gave to members */
  given: Map<string, number>
  /** fields of bots that were written, by bot and name */
  botFields: Map<string, Map<string, Value>>
  /** what providers call the messages of this batch */
  names: MessageName[]
}

export function newBatch(): Batch {
  return { given: new Map(), botFields: new Map(), names: [] }
}

/** Where an effect is applied. */
export interface Scene {
  tx: Tx
  bot: RunningBot
  chat: Chat
  batch: Batch
  at: string
  /** the step that acted */
  stepId: string
  causes: Cause[]
}

/** Applies the effects in their order. Only some look into the database; the others are done at once. */
export async function applyAll(from: Omit<Scene, 'causes' | 'stepId'>, effects: readonly Effect[]): Promise<void> {
  const scene: Scene = { ...from, causes: [], stepId: '' }
  for (const effect of effects) {
    if ('stepId' in effect) scene.stepId = effect.stepId
    const doing = apply(scene, effect)
    if (doing) await doing
  }
  if (scene.causes.length > 0) begin(scene)
}

function apply(scene: Scene, effect: Effect): Promise<void> | undefined {
  const { chat, at } = scene
  switch (effect.kind) {
    case 'say':
      add(chat, { id: uuidv7(), author: 'bot', content: effect.content, status: 'queued', stepId: effect.stepId, at })
      offer(chat, effect.content)
      return
    case 'set-field':
      if (effect.name.startsWith('bot.')) writeBotField(scene, effect.name, effect.value)
      else writeField(scene, effect.name, effect.value)
      return
    case 'tag':
      tag(scene, effect.tag, effect.isOn)
      return
    case 'subscribe':
      subscribe(scene, effect.isOn)
      return
    case 'assign':
      return assign(scene, effect.to)
    case 'status':
      changeStatus(scene, effect.status)
      return
    case 'hand-over':
      handOver(scene, effect.note)
      return
    case 'notify':
      return sendNotices(scene, effect)
    case 'mail':
      return sendMail(scene, effect)
    case 'track':
      chat.happened.push({ kind: 'contact.tracked', data: { name: effect.name, data: effect.data }, isKept: true })
      return
    case 'call':
      chat.calls.push({ callId: effect.id, stepId: effect.stepId, version: chat.session.version, call: effect.call })
      return
    case 'timer':
      chat.timer = { id: effect.id, at: effect.at }
      return
    case 'no-timer':
      chat.timer = null
      return
    case 'failed':
      chat.failures.push({ code: effect.code, message: effect.message, stepId: effect.stepId })
      return
    case 'ended':
      return
  }
}

function writeField(scene: Scene, name: string, value: Value): void {
  const fits = fittingOrFail(scene, name, value)
  if (fits === undefined) return
  const { chat, causes } = scene
  const change = setField(chat.contact, name, fits)
  if (change === 'refused') fail(scene, `The field “${name}” could not take the value.`)
  if (change !== 'changed') return
  chat.isContactChanged = true
  causes.push({ kind: 'field-changed', field: name, value: fits })
}

function writeBotField(scene: Scene, name: string, value: Value): void {
  const fits = fittingOrFail(scene, name, value)
  if (fits === undefined) return
  const { bot, batch } = scene
  const key = name.slice('bot.'.length)
  bot.fields[key] = fits
  batch.botFields.set(bot.id, (batch.botFields.get(bot.id) ?? new Map()).set(key, fits))
}

/** A value that does not fit the described kind leaves the field as it was. */
function fittingOrFail(scene: Scene, name: string, value: Value): Value | undefined {
  const { kinds } = scene.bot
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
  const fits = kind === undefined ? value : fitting(value, kind)
  if (fits === undefined) fail(scene, `The field “${name}” is of the kind ${kind}; the value does not fit it.`)
  return fits
}

function tag(scene: Scene, name: string, isOn: boolean): void {
  const { chat, causes } = scene
  if (!setTag(chat.contact, name, isOn)) return
  chat.isContactChanged = true
  chat.happened.push({ kind: 'contact.changed', data: {}, isKept: false })
  if (isOn) causes.push({ kind: 'tag-added', tag: name })
}

function subscribe({ chat }: Scene, isOn: boolean): void {
  if (chat.contact.isSubscribed === isOn) return
  chat.contact.isSubscribed = isOn
  chat.isContactChanged = true
  chat.happened.push({ kind: 'contact.changed', data: {}, isKept: false })
}

async function assign(scene: Scene, to: Extract<Effect, { kind: 'assign' }>['to']): Promise<void> {
  const { tx, bot, chat, batch } = scene
  if (to === 'nobody') {
    chat.assignee = null
    return
  }
  const agents = await agentsFor(tx, bot.id)
  const load = ({ id, open }: { id: string; open: number }) => open + (batch.given.get(id) ?? 0)
  const chosen =
    to === 'in-turn'
      ? agents.toSorted((a, b) => load(a) - load(b)).at(0)
      : agents.find((agent) => agent.id === to.memberId)
  if (!chosen) return fail(scene, 'The conversation could not be assigned: nobody there may answer for this bot.')
  if (chat.assignee?.id === chosen.id) return
  batch.given.set(chosen.id, (batch.given.get(chosen.id) ?? 0) + 1)
  chat.assignee = { id: chosen.id, name: chosen.name }
  happen(scene, 'assigned', chosen.name)
  chat.happened.push({ kind: 'conversation.assigned', data: { name: chosen.name }, isKept: false })
}

function changeStatus(scene: Scene, status: 'open' | 'resolved'): void {
  const { chat, causes } = scene
  if (chat.status === status) return
  chat.status = status
  happen(scene, status === 'resolved' ? 'resolved' : 'reopened', '')
  if (status === 'resolved') {
    chat.assignee = null
    causes.push({ kind: 'conversation-resolved' })
  }
  const kind = status === 'resolved' ? 'conversation.resolved' : 'conversation.reopened'
  chat.happened.push({ kind, data: {}, isKept: false })
}

function handOver(scene: Scene, note: string): void {
  const { chat, at } = scene
  chat.handler = 'member'
  chat.status = 'open'
  chat.happened.push({ kind: 'conversation.handed-over', data: {}, isKept: true })
  happen(scene, 'handed-over', '')
  if (note) add(chat, { id: uuidv7(), author: 'system', content: { kind: 'note', text: note }, status: 'sent', at })
}

function happen({ chat, at }: Scene, event: Happening, name: string): void {
  add(chat, { id: uuidv7(), author: 'system', content: { kind: 'event', event, name }, status: 'sent', at })
}

function fail({ chat, stepId }: Scene, message: string): void {
  chat.failures.push({ code: 'wrong-value', message, stepId: stepId || null })
}

const MOST_DEPTH = 5

/** Flows that begin because of what this turn did. */
function begin({ bot, chat, causes, stepId }: Scene): void {
  const depth = chat.session.depth + 1
  const rows = causes.flatMap((cause) => openedBy(bot, chat.contact, { cause, depth }))
  if (rows.length > 0 && !isLoop(chat, { depth, stepId })) chat.opened.push(...rows)
}

/** Where flows open one another again and again it ends, with a line of the error log (attack 95). */
export function isLoop(chat: Chat, { depth, stepId }: { depth: number; stepId: string | null }): boolean {
  if (depth <= MOST_DEPTH) return false
  const message = `Flows opened one another ${MOST_DEPTH} times in a row; this probably goes in a circle, so it ends here.`
  chat.failures.push({ code: 'event-loop', message, stepId: stepId || null })
  return true
}
