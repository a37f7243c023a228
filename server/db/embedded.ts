/** Starts the PostgreSQL that Switchboard brings along, as a child of this process, on a private socket. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { CannotStart } from '../errors.ts'
import { type Account, databaseAccount } from './embedded-account.ts'
import { binariesInPlace, copyOfBinaries, findBinaries } from './embedded-binaries.ts'
import { clearLeftovers, clusterIn, makeCluster, type Place } from './embedded-cluster.ts'
import {
  dataFolderOf,
  errorCode,
  lockFolder,
  makeFolder,
  makeSocketFolder,
  nameOf,
  ROOT_SHELF,
} from './embedded-folders.ts'
import { DISK_FULL, type Running, startProgram } from './embedded-process.ts'

export interface EmbeddedOptions {
  /** The folder of the program; the data lies in or is named for it. */
  checkout: string
  /** Where the data shall lie instead. */
  dataFolder?: string
  /** PostgreSQL's settings that shall differ from ours. */
  settings?: Record<string, string>
}

export interface Embedded {
  /** For `pg`: role and database `switchboard`, over the socket. */
  url: string
  socketFolder: string
  dataFolder: string
  /** The folder of PostgreSQL's programs. */
  binaries: string
  /** Settles, with one sentence, only when PostgreSQL ends without being asked to. */
  died: Promise<string>
  /** Ends all connections and stops PostgreSQL; may be called again. */
  stop(): Promise<void>
}

const SETTINGS = {
  autovacuum: 'on',
  client_connection_check_interval: '5s',
  fsync: 'on',
  jit: 'off',
  listen_addresses: '',
  log_checkpoints: 'off',
  log_min_messages: 'log',
  log_timezone: 'UTC',
  logging_collector: 'off',
  max_connections: '100',
  max_wal_size: '1GB',
  random_page_cost: '1.1',
  shared_buffers: '128MB',
  timezone: 'UTC',
  unix_socket_permissions: '0700',
  wal_level: 'replica',
}

/** How long open work may take to end when stopping, before PostgreSQL is cut off (it then recovers at the next start). */
const STOP_PATIENCE_MS = 30_000

/**
 * Starts PostgreSQL on the data of this checkout, which is made when there is none yet, and waits until it answers.
 * Throws `CannotStart` with one sentence. The database stops with `stop`, and by itself when this process ends.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const account = databaseAccount()
  const wanted = options.dataFolder ?? dataFolderOf(options.checkout, account)
  let release = () => {}
  try {
    const dataFolder = makeFolder(wanted, account ? 0o755 : undefined)
    release = lockFolder(dataFolder).release
    return await start(await preparePlace(dataFolder, account), options.settings ?? {}, release)
  } catch (error) {
    release()
    throw explain(error, wanted, account)
  }
}

async function preparePlace(dataFolder: string, account: Account | null): Promise<Place> {
  const found = findBinaries()
  const binaries = account
    ? copyOfBinaries(found, join(ROOT_SHELF, 'binaries'))
    : binariesInPlace(found, join(dataFolder, 'binaries'))
  const place = { dataFolder, name: nameOf(dataFolder), binaries, major: found.major, account }
  await clearLeftovers(place)
  await makeCluster(place)
  return place
}

async function start(place: Place, settings: Record<string, string>, release: () => void): Promise<Embedded> {
  const { dataFolder, binaries, account } = place
  const socketFolder = makeSocketFolder(place.name, account)
  const tidyUp = () => {
    rmSync(socketFolder, { recursive: true, force: true })
    release()
  }
  const server = startProgram({
    command: join(binaries, 'postgres'),
    args: serverArguments(place, socketFolder, settings),
    account,
  })
  await untilReady(server, clusterIn(dataFolder)).catch((error) => {
    tidyUp()
    throw error
  })
  const url = `postgresql://switchboard@localhost/switchboard?host=${encodeURIComponent(socketFolder)}`
  return { url, socketFolder, dataFolder, binaries, ...lifeOf(server, tidyUp) }
}

function serverArguments(
  { dataFolder, name }: Place,
  socketFolder: string,
  settings: Record<string, string>,
): string[] {
  const all = { ...SETTINGS, cluster_name: name, unix_socket_directories: `"${socketFolder}"`, ...settings }
  return ['-D', clusterIn(dataFolder), ...Object.entries(all).flatMap(([key, value]) => ['-c', `${key}=${value}`])]
}

/** As long as it runs it is waited for: after a crash it first replays what it had promised to keep. */
async function untilReady(server: Running, cluster: string): Promise<void> {
  while (!isReady(server, cluster)) {
    if (server.hasEnded()) throw new Error(server.complaint())
    await setTimeout(5)
  }
}

function isReady(server: Running, cluster: string): boolean {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

function lifeOf(server: Running, tidyUp: () => void): Pick<Embedded, 'stop' | 'died'> {
  let stopping: Promise<void> | undefined
  const died = server.ended.then(() =>
    stopping ? new Promise<never>(() => {}) : `PostgreSQL ended unexpectedly: ${server.complaint()}.`,
  )
  const stop = () => {
    stopping ??= stopServer(server).finally(tidyUp)
    return stopping
  }
  return { stop, died }
}

async function stopServer(server: Running): Promise<void> {
  server.signal('SIGINT')
  const patience = new AbortController()
  const cutOff = setTimeout(STOP_PATIENCE_MS, undefined, { signal: patience.signal }).then(
    () => server.signal('SIGQUIT'),
    () => {},
  )
  await server.ended
  patience.abort()
  await cutOff
}

/** Turns what went wrong into one sentence that says what to do. */
function explain(error: unknown, dataFolder: string, account: Account | null): CannotStart {
  if (error instanceof CannotStart) return error

  const reason = error instanceof Error ? error.message : String(error)
  if (errorCode(error) === 'ENOSPC' || DISK_FULL.test(reason)) {
    return new CannotStart(`The disk that holds ${dataFolder} is full: free some space and start again.`)
  }
  if (account && errorCode(error) === undefined && reason.includes('Permission denied')) {
    return new CannotStart(
      `The user "${account.name}", who runs PostgreSQL, cannot enter ${dataFolder}: choose another with DATA_FOLDER.`,
    )
  }
  if (errorCode(error)) {
    return new CannotStart(
      `The folder ${dataFolder} for the database's data cannot be used (${reason}): choose another with DATA_FOLDER.`,
    )
  }
  return new CannotStart(`PostgreSQL cannot start on ${dataFolder}: ${reason}.`)
}
