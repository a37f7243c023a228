/** Runs customers' code: in QuickJS, in child processes that are killed when they are late, JSON in and JSON out (attack 94). */
import { z } from 'zod'
import type { Value } from '../../shared/fields.ts'
import { tame, tameText } from '../../shared/tame.ts'
import { log } from '../log.ts'
import { type Child, startChild } from './child.ts'
import { fairTurns } from './fair-turns.ts'
import { type Job, LOG_CHARACTERS, LOG_LINES, type Reply } from './job.ts'

export type CodeResult =
  | { ok: true; value: Value; logs: string[] }
  | { ok: false; reason: 'timeout' | 'failed' | 'too-large'; message: string; logs: string[] }

export interface CodeLimits {
  /** Whose code it is (a workspace): each has at most two running at once. */
  key?: string
  /** Milliseconds; default 1000. The child is killed 250 ms later. */
  timeMs?: number
  /** Bytes that the code may allocate; default 16 MB. */
  memoryBytes?: number
  /** Bytes of JSON that it may return; default 64 kB. */
  outputBytes?: number
}

const GRACE_MS = 250
const IDLE_MS = 60_000
const INPUT_BYTES = 256_000
const AT_ONCE = 4
const AT_ONCE_EACH = 2
const WAITING_EACH = 50

const turns = fairTurns({ all: AT_ONCE, each: AT_ONCE_EACH, waiting: WAITING_EACH })
let idle: Idle[] = []
const busy = new Set<Child>()

interface Idle {
  child: Child
  end: NodeJS.Timeout
}

/**
 * Runs `source`, the body of an async function of `input`, and gives what it returns. There is no network, file, clock of its own or
 * module in it: a flow asks other servers with its HTTP step. `logs` are the first lines it gave to console. Never throws for what the code does.
 */
export async function runCode(source: string, input: Value, limits: CodeLimits = {}): Promise<CodeResult> {
  const { key = '', timeMs = 1000, memoryBytes = 16 * 1024 * 1024, outputBytes = 64_000 } = limits
  const job: Job = { source, input: JSON.stringify(input), timeMs, memoryBytes, outputBytes }
  if (job.input.length > INPUT_BYTES) return failed('too-large', 'The code was given too much.')

  const giveBack = await turns.take(key)
  if (!giveBack) return failed('failed', 'Too many code steps of this workspace wait to be run.')
  try {
    const child = takeIdle()
    const result = child && (await runIn(child, job))
    // It may have died before it was asked.
    return result && result !== BROKEN ? result : await runIn(await startChild(), job)
  } catch (error) {
    log.error({ err: error }, 'code could not be run')
    return failed('failed', 'The code could not be run.')
  } finally {
    giveBack()
  }
}

/** Ends all children. What still waits for its turn starts new ones. */
export async function stopSandbox(): Promise<void> {
  for (const child of [...busy, ...idle.map((each) => each.child)]) child.kill()
  for (const { end } of idle) clearTimeout(end)
  idle = []
}

/** After any failure the child is thrown away: what made the code fail may have broken it. */
async function runIn(child: Child, job: Job): Promise<CodeResult> {
  busy.add(child)
  let isSound = false
  try {
    const answer = await child.ask(JSON.stringify(job), job.timeMs + GRACE_MS)
    if (answer === 'dead') return BROKEN
    if (answer === 'late') return failed('timeout', `The code ran longer than ${job.timeMs / 1000} s.`)
    const result = readReply(answer.line, job)
    isSound = result.ok
    return result
  } finally {
    busy.delete(child)
    if (isSound) keep(child)
    else child.kill()
  }
}

const logs = z.array(z.string())
const REPLY = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), json: z.string(), logs }),
  z.strictObject({
    ok: z.literal(false),
    reason: z.enum(['timeout', 'failed', 'too-large']),
    message: z.string(),
    logs,
  }),
])

/** Reads the child's line as one reads a stranger's. */
function readReply(line: string, { outputBytes }: Job): CodeResult {
  const reply: Reply = REPLY.parse(JSON.parse(line))
  const logs = reply.logs.slice(0, LOG_LINES).map((each) => tameText(each).slice(0, LOG_CHARACTERS))
  if (!reply.ok) return { ...reply, message: tameText(reply.message).slice(0, 1000), logs }
  const { value, isCut } = tame(JSON.parse(reply.json), outputBytes)
  if (isCut) return { ...failed('too-large', 'The code returned more than can be kept, or more than 12 levels.'), logs }
  return { ok: true, value, logs }
}

function failed(reason: 'timeout' | 'failed' | 'too-large', message: string): Extract<CodeResult, { ok: false }> {
  return { ok: false, reason, message, logs: [] }
}

const BROKEN = failed('failed', 'The code ended in a way that broke its sandbox.')

function keep(child: Child): void {
  const end = setTimeout(() => {
    idle = idle.filter((each) => each.child !== child)
    child.kill()
  }, IDLE_MS)
  end.unref()
  idle.push({ child, end })
}

/** The one that was used last, so that the others can end. */
function takeIdle(): Child | undefined {
  const last = idle.pop()
  if (!last) return undefined
  clearTimeout(last.end)
  return last.child.isAlive() ? last.child : takeIdle()
}
