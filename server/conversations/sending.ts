/** Sends the waiting messages of one bot user in their order, part by part, through a channel that is connected to a provider. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Delivery, Outgoing } from '../../channels/channel.ts'
import { fit as partsFor } from '../../channels/fit.ts'
import { CHANNEL_LIMITS } from '../../shared/channel-limits.ts'
import type { Content } from '../../shared/messages.ts'
import type { OpenLine } from '../channels/lines.ts'
import { signedFor } from '../files/links.ts'
import { log } from '../log.ts'
import { judge, type Verdict } from './doubt.ts'
import { restFor, SILENCE_MS, turnOf } from './pace.ts'
import { channelLabel } from './receipts.ts'
import { isLastAttempt, PATIENT } from './second-tries.ts'
import { type Claimed, claim, type Failure, type Finished, fail, finish, hold, putBack, tryLater } from './settling.ts'
import { goodToken, outgoing, recipient, type Waiting } from './waiting.ts'
import { refusalOf } from './windows.ts'

/** How connected channels are found, and whether the worker still has time. */
export interface SendingWith {
  openLine: (workspaceId: string, botId: string, channel: string) => Promise<OpenLine | undefined>
  /** since which instant of `performance.now()` the lane is this worker's */
  ownedSince: (lane: number) => number
  isStopping: () => boolean
}

/** When to look again: for what waits by itself, or for all that the account sends. Undefined where all is done. */
export type Pause = { wakeAt: number } | { accountRestsUntil: number } | undefined

/** Sends these messages of one bot user, until one has to wait: what comes after it waits behind it. */
export async function sendInOrder(ofOneKey: readonly Waiting[], using: SendingWith): Promise<Pause> {
  for (const waiting of ofOneKey) {
    const pause = await sendMessage(waiting, using)
    if (pause !== 'done') return pause
  }
  return undefined
}

/** A message on its way through its channel. */
interface OnItsWay {
  waiting: Waiting
  line: OpenLine
  parts: Content[]
  using: SendingWith
}

async function sendMessage(waiting: Waiting, using: SendingWith): Promise<'done' | Pause> {
  const line = await using.openLine(waiting.workspaceId, waiting.botId, waiting.channel)
  if (!line) return giveUp(waiting, notConnected(waiting.channel))
  if (!waiting.content) return giveUp(waiting, { reason: 'What it says cannot be read.' })
  const { content } = await signedFor(waiting, outgoing(waiting, waiting.content))
  const parts = partsFor(content, CHANNEL_LIMITS[line.channel.definition.name])
  const onItsWay = { waiting, line, parts, using }
  if (waiting.partsSent >= parts.length) return settleLast(onItsWay)
  if (waiting.startedAt !== null) return settleDoubt(onItsWay, waiting.startedAt)
  return sendParts(onItsWay)
}

async function sendParts(onItsWay: OnItsWay): Promise<'done' | Pause> {
  const { waiting, line, parts } = onItsWay
  const refusal = waiting.partsSent === 0 ? refusalOf(waiting, line.channel.definition) : undefined
  if (refusal) return giveUp(waiting, { reason: refusal })
  const pauseS = waiting.partsSent === 0 && !waiting.isTyping ? (parts[0]?.pause ?? 0) : 0
  if (pauseS > 0) return showTyping(onItsWay, pauseS)
  let now = waiting
  for (const part of parts.slice(waiting.partsSent)) {
    const next = await sendPart({ ...onItsWay, waiting: now }, part)
    if (next !== 'sent') return next
    now = { ...now, partsSent: now.partsSent + 1, startedAt: null, attempts: 0 }
  }
  return 'done'
}

async function sendPart(onItsWay: OnItsWay, content: Content): Promise<'sent' | Pause | 'done'> {
  const { waiting, line, parts, using } = onItsWay
  const turn = await turnOf(line, using.ownedSince(waiting.lane))
  if ('until' in turn) return { accountRestsUntil: turn.until }
  const since = performance.now()
  const claimed = await claim(waiting.workspaceId, waiting)
  if (!claimed) return readAgain()
  const started = { ...waiting, startedAt: claimed.startedAt }
  await turn.gate()
  if (performance.now() - since > LATE_MS) {
    await putBack(started, { seconds: 0 })
    return readAgain()
  }
  const delivery = await deliveryOf(onItsWay, content, claimed)
  if (!delivery.ok) return notSent({ ...onItsWay, waiting: started }, content, delivery)
  const { externalId } = delivery
  const isLast = waiting.partsSent === parts.length - 1
  await finishSurely(onItsWay, { waiting, startedAt: claimed.startedAt, channelId: line.id, externalId, isLast })
  return 'sent'
}

/** Whoever gained the lane meanwhile may send by then: who was held up so long between claim and call does not make it. */
const LATE_MS = SILENCE_MS * 0.8

/** Somebody else has it, or it is settled: what is true now is read again. */
function readAgain(): { wakeAt: number } {
  return { wakeAt: Date.now() }
}

async function deliveryOf({ waiting, line }: OnItsWay, content: Content, { replyWith }: Claimed): Promise<Delivery> {
  try {
    return await line.channel.send(messageOf(waiting, content), recipient(waiting, replyWith), line.line)
  } catch (error) {
    log.warn({ err: error, channel: waiting.channel, outboundId: waiting.id }, 'sending failed')
    return { ok: false, isFinal: false, isInDoubt: true, reason: 'It failed on the way.' }
  }
}

type Refused = Extract<Delivery, { ok: false }>

async function notSent(onItsWay: OnItsWay, content: Content, refused: Refused): Promise<'done' | Pause> {
  const { waiting, line } = onItsWay
  const { reason, unreachable, isDisconnected, retryAfterS } = refused
  if (refused.isInDoubt && waiting.startedAt !== null) {
    const about = { message: messageOf(waiting, content), to: recipient(waiting) }
    const verdict = await judge({ startedAt: waiting.startedAt }, line, about)
    if (verdict !== 'again') return act(onItsWay, verdict)
  }
  if (refused.isFinal)
    return giveUp(waiting, { reason, unreachable, failedChannelId: isDisconnected ? line.id : undefined })
  if (retryAfterS !== undefined) return rest(onItsWay, retryAfterS)
  if (!isLastAttempt(waiting, PATIENT)) return { wakeAt: Date.now() + (await tryLater(waiting)) * 1000 }
  if (refused.isInDoubt) return act(onItsWay, 'hold')
  return giveUp(waiting, { reason })
}

/** No attempt of this message: the account as a whole was asked to rest. */
async function rest({ waiting, line }: OnItsWay, seconds: number): Promise<Pause> {
  await restFor(line, seconds)
  await putBack(waiting, { seconds })
  return { accountRestsUntil: Date.now() + seconds * 1000 }
}

async function settleDoubt(onItsWay: OnItsWay, startedAt: string): Promise<'done' | Pause> {
  const { waiting, line, parts } = onItsWay
  const content = parts[waiting.partsSent]
  if (!content) return settleLast(onItsWay)
  const verdict = await judge({ startedAt }, line, { message: messageOf(waiting, content), to: recipient(waiting) })
  return verdict === 'again' ? sendParts(onItsWay) : act(onItsWay, verdict)
}

async function act(onItsWay: OnItsWay, verdict: Exclude<Verdict, 'again'>): Promise<'done' | Pause> {
  const { waiting, parts, using } = onItsWay
  if (verdict === 'hold') return (await hold(waiting)) ? 'done' : readAgain()
  if (verdict === 'arrived') {
    const isLast = waiting.partsSent === parts.length - 1
    const { startedAt } = waiting
    await finishSurely(onItsWay, { waiting, startedAt, channelId: null, externalId: undefined, isLast })
    return isLast ? 'done' : sendMessage({ ...waiting, partsSent: waiting.partsSent + 1, startedAt: null }, using)
  }
  await putBack(waiting, { seconds: verdict.waitS, isInDoubt: true })
  return { wakeAt: Date.now() + verdict.waitS * 1000 }
}

/** All of it went out before; what was missing is the word for it. */
async function settleLast(onItsWay: OnItsWay): Promise<'done'> {
  const { waiting } = onItsWay
  await finishSurely(onItsWay, {
    waiting,
    startedAt: waiting.startedAt,
    channelId: null,
    externalId: undefined,
    isLast: true,
  })
  return 'done'
}

const RETRY_MS = 250
const LONGEST_RETRY_MS = 5000

/** It went out. Where that cannot be written down, the writing alone is tried again, or it would go out twice. */
async function finishSurely({ using }: OnItsWay, finished: Finished): Promise<void> {
  for (let pause = RETRY_MS; ; pause = Math.min(pause * 2, LONGEST_RETRY_MS)) {
    try {
      return await finish(finished.waiting.workspaceId, finished)
    } catch (error) {
      if (using.isStopping()) throw error
      log.warn({ err: error, outboundId: finished.waiting.id }, 'a sent message could not be marked as sent')
      await wait(pause)
    }
  }
}

const TYPING_WITHIN_MS = 3000

async function showTyping({ waiting, line }: OnItsWay, seconds: number): Promise<Pause> {
  const shown = line.channel.type?.(recipient(waiting, goodToken(waiting.replyWith)), line.line)
  await Promise.race([shown, wait(TYPING_WITHIN_MS, undefined, { ref: false })]).catch((error) =>
    log.debug({ err: error, channel: waiting.channel }, 'typing could not be shown'),
  )
  await putBack(waiting, { seconds, isTyping: true })
  return { wakeAt: Date.now() + seconds * 1000 }
}

/** What a channel gets of a part; the pause before it is over. */
function messageOf(waiting: Waiting, { pause, ...content }: Content): Outgoing {
  return outgoing(waiting, content, waiting.partsSent)
}

function notConnected(channel: string): Failure {
  const message = `The channel ${channelLabel(channel)} is not connected to this bot any more.`
  return { reason: message, message }
}

async function giveUp(waiting: Waiting, failure: Failure): Promise<'done' | Pause> {
  return (await fail(waiting, failure)) ? 'done' : readAgain()
}
