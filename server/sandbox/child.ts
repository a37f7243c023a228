/** A child process of the sandbox, seen from the server: started with nothing, asked one job at a time, killed when it is late. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Socket } from 'node:net'
import { dirname, join, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { log } from '../log.ts'
import { READY } from './job.ts'

/** `late` when it had to be killed, `dead` when it ended by itself. */
export type ChildAnswer = { line: string } | 'late' | 'dead'

export interface Child {
  /** Sends one line and waits for one; a child that gives none in time is killed, whatever it is doing. */
  ask: (line: string, patienceMs: number) => Promise<ChildAnswer>
  isAlive: () => boolean
  kill: () => void
}

const START_MS = 10_000
const LONGEST_LINE = 1_000_000

/** Starts one. Throws when it does not come up. */
export async function startChild(): Promise<Child> {
  const program = spawnProgram()
  const kill = () => void program.kill('SIGKILL')
  let settle: ((answer: ChildAnswer) => void) | undefined
  const answer = (given: ChildAnswer) => {
    hold(program, false)
    settle?.(given)
    settle = undefined
  }
  program.stdin.on('error', () => {}) // It has ended, which is heard here:
  program.on('error', () => answer('dead')).on('close', () => answer('dead'))
  hearLines(program.stdout, {
    line: (line) => (settle ? answer({ line }) : kill()), // Nobody asked: it is not to be trusted with the next job.
    flood: kill,
  })
  const complaint = hearComplaint(program.stderr)

  const wait = (patienceMs: number) =>
    new Promise<ChildAnswer>((resolve) => {
      hold(program, true)
      // An answer that has come while the server was busy is read before it is called late.
      const late = setTimeout(() => setImmediate(() => settle && answer('late')), patienceMs)
      settle = (given) => {
        clearTimeout(late)
        if (given === 'late') kill()
        resolve(given)
      }
    })

  const first = await wait(START_MS)
  if (typeof first === 'string' || first.line !== READY) {
    kill()
    log.error({ complaint: complaint() }, 'a child of the sandbox did not start')
    throw new Error('a child of the sandbox did not start')
  }
  return {
    kill,
    isAlive: () => program.exitCode === null && program.signalCode === null,
    ask(line, patienceMs) {
      const answered = wait(patienceMs)
      program.stdin.write(`${line}\n`)
      return answered
    },
  }
}

function spawnProgram(): ChildProcessWithoutNullStreams {
  const files = findFiles()
  const words = [...flags(files), join(import.meta.dirname, 'program.ts'), files.quickjs, files.wasm]
  return spawn(process.execPath, words, { cwd: import.meta.dirname, env: {}, stdio: 'pipe' })
}

/** An idle child does not keep the server from ending. */
function hold(program: ChildProcessWithoutNullStreams, isBusy: boolean): void {
  const { stdin, stdout, stderr } = program
  const sockets = [stdin, stdout, stderr].flatMap((each) => (each instanceof Socket ? [each] : []))
  for (const each of [program, ...sockets]) isBusy ? each.ref() : each.unref()
}

function hearLines(from: Readable, told: { line: (line: string) => void; flood: () => void }): void {
  let heard = ''
  from.setEncoding('utf8').on('data', (part: string) => {
    const lines = (heard + part).split('\n')
    heard = lines.pop() ?? ''
    if (heard.length > LONGEST_LINE) told.flood()
    for (const line of lines) told.line(line)
  })
}

function hearComplaint(from: Readable): () => string {
  let complaint = ''
  from.setEncoding('utf8').on('data', (part: string) => {
    complaint = (complaint + part).slice(0, 2000)
  })
  return () => complaint
}

/** It may read its own program and QuickJS, wherever the checkout lies; no other file, no child, no worker, no native code. */
function flags({ folders }: Files): string[] {
  const readable = folders.map((folder) => `--allow-fs-read=${folder}${sep}`)
  return [
    '--permission',
    ...readable,
    '--max-old-space-size=64',
    '--disallow-code-generation-from-strings',
    '--no-warnings',
  ]
}

interface Files {
  quickjs: string
  wasm: string
  folders: string[]
}

/** QuickJS and all that it names, for Node looks at each of them before it loads the one that is used. */
function findFiles(): Files {
  const quickjs = realpathSync(createRequire(import.meta.url).resolve('quickjs-emscripten'))
  const find = (name: string) => realpathSync(createRequire(quickjs).resolve(name))
  const variants = ['debug-asyncify', 'debug-sync', 'release-asyncify', 'release-sync']
  const names = [...variants.map((each) => `quickjs-wasmfile-${each}`), 'quickjs-ffi-types'].map(
    (name) => `@jitl/${name}`,
  )
  const packages = [quickjs, ...['quickjs-emscripten-core', ...names].map(find)].map((path) => dirname(dirname(path)))
  return {
    quickjs,
    wasm: find('@jitl/quickjs-wasmfile-release-sync/wasm'),
    folders: [import.meta.dirname, ...packages],
  }
}
