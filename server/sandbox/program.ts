/**
 * The program of a child: runs customers' code in QuickJS, a line of JSON in, a line of JSON out. It has no environment, may read nothing
 * but itself, and the code inside has no host but a way to write log lines. Each job has a WebAssembly memory of its own.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import type * as QuickJS from 'quickjs-emscripten'
import { type Job, LOG_CHARACTERS, LOG_LINES, READY, type Reply } from './job.ts'

const PAGE = 65_536
/** QuickJS counts what the code allocates; this is the wall behind that count. */
const MOST_MEMORY_BYTES = 64 * 1024 * 1024
const STACK_BYTES = 256 * 1024

/** Keeps what it needs of JSON and Promise before the code can change them. The answer begins with = (JSON), or ! (a sentence). */
const HARNESS = `(log, most) => {
  const { parse, stringify } = JSON
  const words = (parts) => parts.map((part) => (typeof part === 'string' ? part : stringify(part) ?? String(part))).join(' ')
  const write = (...parts) => log(words(parts).slice(0, most))
  globalThis.console = { log: write, info: write, warn: write, error: write, debug: write }
  return async (main, input) => {
    try {
      return '=' + (stringify(await main(parse(input))) ?? 'null')
    } catch (error) {
      if (typeof error !== 'object' || error === null) return '!' + String(error).slice(0, most)
      const line = /code\\.js:(\\d+)/.exec(String(error.stack))
      return '!' + (String(error.name) + ': ' + String(error.message)).slice(0, most) + (line ? ' (line ' + (line[1] - 1) + ')' : '')
    }
  }
}`

const [, , quickjsPath = '', wasmPath = ''] = process.argv
/** By its real path: it may lie behind a link, and a link's own place may not be read. */
const quickjs: typeof QuickJS = createRequire(import.meta.url)(quickjsPath)
const wasmModule = await WebAssembly.compile(readFileSync(wasmPath))
let next = newMachine()
await next

for await (const line of sayReadyAndListen()) {
  const reply = await run(JSON.parse(line), next)
  process.stdout.write(`${JSON.stringify(reply)}\n`)
  next = newMachine()
  await next
}

function sayReadyAndListen() {
  process.stdout.write(`${READY}\n`)
  return createInterface({ input: process.stdin })
}

/** A fresh one for every job: what one workspace's code leaves in memory is never in reach of another's. */
function newMachine() {
  const wasmMemory = new WebAssembly.Memory({ initial: 256, maximum: MOST_MEMORY_BYTES / PAGE })
  return quickjs.newQuickJSWASMModuleFromVariant(quickjs.newVariant(quickjs.RELEASE_SYNC, { wasmModule, wasmMemory }))
}

async function run(job: Job, machine: ReturnType<typeof newMachine>): Promise<Reply> {
  const logs: string[] = []
  const deadline = performance.now() + job.timeMs
  let isLate = false
  const runtime = (await machine).newRuntime({
    memoryLimitBytes: job.memoryBytes,
    maxStackSizeBytes: STACK_BYTES,
    interruptHandler: () => {
      isLate ||= performance.now() > deadline
      return isLate
    },
  })
  const context = runtime.newContext()
  let answer: Answer
  try {
    answer = answerOf(context, job, logs)
  } catch (error) {
    answer = { fault: error instanceof Error ? error.message : 'failed' }
  }
  if (isLate) return { ok: false, reason: 'timeout', message: `The code ran longer than ${job.timeMs / 1000} s.`, logs }
  if ('json' in answer) return { ok: true, json: answer.json, logs }
  if ('isTooLarge' in answer) {
    const message = `The code returned more than ${Math.round(job.outputBytes / 1000)} kB of JSON.`
    return { ok: false, reason: 'too-large', message, logs }
  }
  const message = /out of memory/i.test(answer.fault)
    ? `The code used more than ${Math.round(job.memoryBytes / 1024 / 1024)} MB of memory.`
    : answer.fault
  return { ok: false, reason: 'failed', message, logs }
}

type Answer = { json: string } | { fault: string } | { isTooLarge: true }

function answerOf(context: QuickJS.QuickJSContext, job: Job, logs: string[]): Answer {
  const log = context.newFunction('log', (line) => {
    if (logs.length < LOG_LINES) logs.push(context.getString(line).slice(0, LOG_CHARACTERS))
  })
  const harness = context.unwrapResult(context.evalCode(HARNESS, 'harness.js'))
  const begin = context.unwrapResult(
    context.callFunction(harness, context.undefined, log, context.newNumber(LOG_CHARACTERS)),
  )

  const main = context.evalCode(`(async function (input) {\n${job.source}\n})`, 'code.js', { strict: true })
  if (main.error) return { fault: faultIn(context, main.error) }
  const promise = context.unwrapResult(
    context.callFunction(begin, context.undefined, main.value, context.newString(job.input)),
  )
  while (context.runtime.hasPendingJob()) context.unwrapResult(context.runtime.executePendingJobs(100))

  const state = context.getPromiseState(promise)
  if (state.type === 'pending') return { fault: 'The code waits for something that never comes.' }
  if (state.type === 'rejected') return { fault: faultIn(context, state.error) }
  return readAnswer(context, state.value, job.outputBytes)
}

/** Its length is asked before it is taken out, since it may be as large as the memory. */
function readAnswer(context: QuickJS.QuickJSContext, handle: QuickJS.QuickJSHandle, outputBytes: number): Answer {
  if (context.typeof(handle) !== 'string') return { fault: 'The code failed.' }
  const length = context.getProp(handle, 'length').consume((each) => context.getNumber(each))
  if (length > outputBytes + 1) return { isTooLarge: true }
  const text = context.getString(handle)
  if (text.startsWith('!')) return { fault: text.slice(1) }
  return Buffer.byteLength(text) > outputBytes + 1 ? { isTooLarge: true } : { json: text.slice(1) }
}

/** Of errors that are thrown outside of the code's own reach: it cannot be read, or memory or time ended in the wrong moment. */
function faultIn(context: QuickJS.QuickJSContext, handle: QuickJS.QuickJSHandle): string {
  const [name, message, stack] = ['name', 'message', 'stack'].map((key) =>
    context.getProp(handle, key).consume((each) => (context.typeof(each) === 'string' ? context.getString(each) : '')),
  )
  const line = /code\.js:(\d+)/.exec(stack ?? '')?.[1]
  return `${name || 'Error'}: ${message}`.slice(0, LOG_CHARACTERS) + (line ? ` (line ${Number(line) - 1})` : '')
}
