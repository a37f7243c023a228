/** The cluster, PostgreSQL's own data: made whole or not at all, and freed of what an earlier run left behind. */
import { spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { CannotStart } from '../errors.ts'
import type { Account } from './embedded-account.ts'
import { handOver } from './embedded-folders.ts'
import { type Program, startProgram } from './embedded-process.ts'

export interface Place {
  /** The folder that holds the cluster. */
  dataFolder: string
  /** The name that PostgreSQL's processes carry. */
  name: string
  /** The folder of PostgreSQL's programs. */
  binaries: string
  /** Their major version. */
  major: string
  account: Account | null
}

const HALF_MADE = 'half-made-'

export function clusterIn(dataFolder: string): string {
  return join(dataFolder, 'cluster')
}

/** Makes the cluster when there is none yet, with the role and the database `switchboard`. */
export async function makeCluster(place: Place): Promise<void> {
  for (const name of readdirSync(place.dataFolder)) {
    if (name.startsWith(HALF_MADE)) removeFolder(join(place.dataFolder, name))
  }
  if (isMade(place)) return

  const half = mkdtempSync(join(place.dataFolder, HALF_MADE))
  if (place.account) chownSync(half, place.account.uid, place.account.gid)
  await fillCluster(place, half).catch((error) => {
    removeFolder(half)
    throw error
  })
  renameSync(half, clusterIn(place.dataFolder))
  flushFolder(place.dataFolder)
}

/** Ends what still runs on this cluster and removes its lock. Only for who holds the data folder's own lock. */
export async function clearLeftovers({ dataFolder, name }: Pick<Place, 'dataFolder' | 'name'>): Promise<void> {
  const cluster = clusterIn(dataFolder)
  const running = () => processesOn(cluster, name)
  const isServer = (each: Process) => isServerOf(cluster, each)

  if (
    running()
      .filter(isServer)
      .map((each) => sendSignal(each, 'SIGINT')).length > 0
  ) {
    await settled(() => !running().some(isServer), 10_000)
  }
  // Without their server these can only be in the way: nothing that they do is acknowledged to anyone any more
  for (const each of running()) sendSignal(each, 'SIGKILL')
  if (!(await settled(() => running().length === 0, 5_000))) {
    throw new CannotStart(`A PostgreSQL that still runs on ${cluster} cannot be stopped: end it by hand.`)
  }
  // Its number may meanwhile belong to another process, or to one that is dead but not buried: PostgreSQL would give up
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

function isMade({ dataFolder, major, account }: Place): boolean {
  const cluster = clusterIn(dataFolder)
  if (!existsSync(cluster) || readdirSync(cluster).length === 0) return false
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    throw new CannotStart(
      `The folder ${cluster} holds files but no PostgreSQL data: move them away or restore a backup.`,
    )
  }
  const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (made !== major) {
    throw new CannotStart(
      `The data in ${cluster} was made by PostgreSQL ${made} and this Switchboard brings PostgreSQL ${major}: start the version of Switchboard that made it, or set DATABASE_URL.`,
    )
  }
  if (account && statSync(cluster).uid !== account.uid) handOver(cluster, account)
  return true
}

async function fillCluster({ binaries, account }: Place, folder: string): Promise<void> {
  const initdb = join(binaries, 'initdb')
  await runToEnd({
    command: initdb,
    args: [
      ...['-D', folder, '--username=switchboard', '--encoding=UTF8', '--locale=C'],
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...['--auth-local=trust', '--auth-host=reject', '--no-instructions', '--no-sync'],
    ],
    account,
  })
  await runToEnd({
    command: join(binaries, 'postgres'),
    args: ['--single', '-F', '-D', folder, '-c', 'log_checkpoints=off', '-c', 'exit_on_error=on', 'template1'],
    account,
    input: 'create database switchboard',
  })
  // Written once and flushed once, before the folder gets its final name
  await runToEnd({ command: initdb, args: ['-D', folder, '--sync-only'], account })
}

async function runToEnd(program: Program): Promise<void> {
  const running = startProgram(program)
  if (!(await running.ended)) throw new Error(running.complaint())
}

interface Process {
  pid: number
  command: string
}

/** Ours, as far as we may end them: the server, and its children by the name that `cluster_name` gives them. */
function processesOn(cluster: string, name: string): Process[] {
  return everyProcess().filter(
    (each) => (isServerOf(cluster, each) || each.command.startsWith(`postgres: ${name}: `)) && sendSignal(each, 0),
  )
}

/** The watcher has the server's command line behind its own; it ends by itself. */
function isServerOf(cluster: string, { command }: Process): boolean {
  if (command.startsWith('/bin/sh ')) return false
  return command.includes(`postgres -D ${cluster} -c `) || command.endsWith(`postgres -D ${cluster}`)
}

function everyProcess(): Process[] {
  if (existsSync('/proc/self/cmdline'))
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(processInProc)

  const { stdout } = spawnSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' })
  return stdout.split('\n').map((line) => {
    const [, pid, command = ''] = /^\s*(\d+)\s(.*)$/.exec(line) ?? []
    return { pid: Number(pid), command }
  })
}

function processInProc(pid: string): Process {
  try {
    return { pid: Number(pid), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() }
  } catch {
    return { pid: Number(pid), command: '' }
  }
}

/** False when the process has gone, or belongs to someone else. */
function sendSignal({ pid }: Process, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

async function settled(isSettled: () => boolean, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs
  while (!isSettled()) {
    if (performance.now() > deadline) return false
    await setTimeout(10)
  }
  return true
}

/** A program whose owner was just killed may still be writing there, or be tidying up itself. */
function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 20 })
}

function flushFolder(path: string): void {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}
