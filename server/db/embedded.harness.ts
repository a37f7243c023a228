/** What the tests of the embedded PostgreSQL share: folders of their own, and processes that can be killed. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { z } from 'zod'
import { type EmbeddedOptions, startEmbedded } from './embedded.ts'
import { databaseAccount } from './embedded-account.ts'
import { clusterIn } from './embedded-cluster.ts'

type User = { uid: number; gid: number }

export const FIXTURE = fileURLToPath(new URL('embedded.fixture.ts', import.meta.url))
export const QUICK = { fsync: 'off', shared_buffers: '8MB', max_connections: '10' }

/** Who the database runs as when these tests run as root. */
export const account = databaseAccount()

let folder: string | undefined

/** A folder for one test file, which everyone may enter. Files that share a process have one after the other. */
export function root(): string {
  if (folder === undefined) {
    folder = mkdtempSync(join(tmpdir(), 'embedded-test-'))
    chmodSync(folder, 0o755)
  }
  return folder
}

const owners: ChildProcess[] = []
const socketFolders: string[] = []

export async function killOwners(): Promise<void> {
  await Promise.all(owners.splice(0).map(kill))
}

/** Removes the folder, and the sockets that killed owners left behind. */
export function removeRoot(): void {
  for (const each of [root(), ...socketFolders]) rmSync(each, { recursive: true, force: true, maxRetries: 20 })
  folder = undefined
  model = undefined
}

/** A checkout of its own without data. */
export function emptyPlace(name: string): Required<EmbeddedOptions> {
  const checkout = join(root(), name)
  mkdirSync(checkout)
  return { checkout, dataFolder: join(checkout, 'data', 'postgres'), settings: QUICK }
}

/** A checkout of its own with data, which are copied because making them takes longer. */
export async function filledPlace(name: string): Promise<Required<EmbeddedOptions>> {
  model ??= makeModel()
  const place = emptyPlace(name)
  mkdirSync(place.dataFolder, { recursive: true })
  spawnSync('cp', ['-a', clusterIn(await model), place.dataFolder])
  return place
}

let model: Promise<string> | undefined

async function makeModel(): Promise<string> {
  const { dataFolder, stop } = await startEmbedded(emptyPlace('model'))
  await stop()
  return dataFolder
}

/** Starts, asks one thing, and stops (twice, for that must not matter). */
export async function ask(options: EmbeddedOptions, text: string, values?: unknown[]) {
  const database = await startEmbedded(options)
  const client = new pg.Client(database.url)
  try {
    await client.connect()
    const { rows } = await client.query<Record<string, unknown>>(text, values)
    return rows
  } finally {
    await client.end()
    await Promise.all([database.stop(), database.stop()])
  }
}

const Told = z.object({
  name: z.string().optional(),
  error: z.string().optional(),
  dataFolder: z.string().default(''),
  socketFolder: z.string().optional(),
  kept: z.array(z.number()).default([]),
  acknowledged: z.number().default(0),
})

export function spawnOwner(options: EmbeddedOptions, user: User | null = null) {
  const child = spawn(process.execPath, [FIXTURE, JSON.stringify({ ...options, account: user })], {
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  owners.push(child)
  return child
}

/** Another process that owns the database; `first` is what it tells once it is up, or why it is not. */
export async function startOwner(options: EmbeddedOptions, user: User | null = null) {
  const child = spawnOwner(options, user)
  const told: z.infer<typeof Told>[] = []
  const lines = createInterface({ input: child.stdout }).on('line', (line) => told.push(Told.parse(JSON.parse(line))))
  await once(lines, 'line')

  const first = Told.parse(told[0])
  if (first.socketFolder) socketFolders.push(first.socketFolder)

  return { child, first, writeAndDie, stop }

  /** The number of the last row that PostgreSQL acknowledged. */
  async function writeAndDie(afterMs: number): Promise<number> {
    child.stdin.write('write\n')
    await setTimeout(afterMs)
    await kill(child)
    return told.at(-1)?.acknowledged ?? 0
  }

  async function stop(): Promise<number | null> {
    child.stdin.write('stop\n')
    await once(child, 'exit')
    return child.exitCode
  }
}

export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'close')
}

/** The process number of the PostgreSQL that runs on this data. */
export function serverOf(dataFolder: string): number {
  return Number(readFileSync(join(clusterIn(dataFolder), 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** The process number of the shell that would stop PostgreSQL when its owner dies. */
export function watcherOf(dataFolder: string): number {
  const { stdout } = spawnSync('ps', ['-axww', '-o', 'pid=,command='], { encoding: 'utf8' })
  const processes = stdout.split(/\n(?=\s*\d+ )/)
  return Number.parseInt(processes.find((text) => text.includes('/bin/sh') && text.includes(dataFolder)) ?? '', 10)
}

export function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z')
}
