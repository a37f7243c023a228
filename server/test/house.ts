/** A Switchboard of one's own for the journeys, the screenshots and the benches: its own port, data and process. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')

export interface House {
  url: string
  /** Where the first account is made; undefined when there is one. */
  setupUrl: string | undefined
  pid: number
  dataFolder: string
  /** From the start of the process to its line, in milliseconds. */
  startMs: number
  /** Ends it as a person would, or kills it; the data stay until `remove`. */
  stop: (signal?: NodeJS.Signals) => Promise<void>
  /** Starts it again on the same data. */
  again: () => Promise<House>
  remove: () => void
}

/** Starts a Switchboard and waits for the line that says where it is. */
export async function startHouse(
  options: { environment?: Record<string, string>; words?: string[] } = {},
): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-house-'))
  chmodSync(folder, 0o711)
  const port = await freePort()
  return startIn(folder, port, options)
}

async function startIn(
  folder: string,
  port: number,
  options: { environment?: Record<string, string>; words?: string[] },
): Promise<House> {
  const since = performance.now()
  const environment = {
    ...process.env,
    PORT: String(port),
    DATA_FOLDER: join(folder, 'data'),
    LOG_LEVEL: 'error',
    ...options.environment,
  }
  const child = spawn(process.execPath, [join(ROOT, 'scripts/start.ts'), ...(options.words ?? [])], {
    cwd: ROOT,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = await whatItSays(child)
  return {
    url: `http://localhost:${port}`,
    setupUrl: /http\S+\/setup\?token=\S+/.exec(said)?.[0],
    pid: child.pid ?? 0,
    dataFolder: join(folder, 'data'),
    startMs: performance.now() - since,
    stop: (signal = 'SIGTERM') => end(child, signal),
    again: () => startIn(folder, port, options),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** What it prints up to a moment after the line «Switchboard is at …»; throws with all it said when it ends before. */
function whatItSays(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      if (/Switchboard is at http\S+\n/.test(said)) setTimeout(() => resolve(said), 300)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`Switchboard ended with ${code}: ${said}`)))
  })
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await ended
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
