/** The outcome of a call: always one, in time, and never one that a chat cannot hold. */
import { type Call, CallOutcome } from '../../engine/call.ts'
import { tame, tameText } from '../../shared/tame.ts'
import { log } from '../log.ts'
import type { About } from './about.ts'

/** Makes one call. Refusals are outcomes; what is thrown becomes one. */
export type RunCall = (call: Call, about: About) => Promise<CallOutcome>

/** Never throws. */
export async function sureOutcome(call: Call, about: About, runCall: RunCall): Promise<CallOutcome> {
  const late = Promise.withResolvers<CallOutcome>()
  const timer = setTimeout(() => late.resolve(TOO_LATE), patienceFor(call))
  try {
    const outcome = await Promise.race([runCall(call, about), late.promise])
    return CallOutcome.safeParse(storable(outcome)).data ?? UNREADABLE
  } catch (error) {
    log.error({ err: error, workspaceId: about.workspaceId, kind: call.kind }, 'a call broke')
    return { ok: false, reason: 'failed', message: 'The call could not be made.' }
  } finally {
    clearTimeout(timer)
  }
}

const TOO_LATE: CallOutcome = { ok: false, reason: 'timeout', message: 'There was no answer in time.' }
const UNREADABLE: CallOutcome = { ok: false, reason: 'failed', message: 'The answer could not be read.' }

/** Cut to what a chat can hold, without what a database cannot keep. */
function storable(outcome: CallOutcome): CallOutcome {
  const { value: data, isCut } = tame(outcome.data)
  if (outcome.ok) return { ...outcome, data, ...(isCut && { isCut }) }
  const message = tameText(outcome.message)
  return outcome.data === undefined ? { ...outcome, message } : { ...outcome, message, data }
}

/** Executors have limits of their own; this is the net below them. */
function patienceFor(call: Call): number {
  return call.kind === 'http' ? (call.timeoutSeconds + 15) * 1000 : 120_000
}
