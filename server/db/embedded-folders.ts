/** Where the embedded PostgreSQL keeps things: its data, its socket, and the lock that keeps a second Switchboard out. */
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CannotStart } from '../errors.ts'
import type { Account } from './embedded-account.ts'

/** Where data and programs lie when we are root: the database's account may not be able to enter the checkout. */
export const ROOT_SHELF = '/var/lib/switchboard'

/** The shortest limit of a socket's path among the systems we run on (macOS; Linux takes 107 bytes). */
const LONGEST_SOCKET_PATH = 103

const SQLITE_BUSY = 5

/** The folder for a checkout's data; as root its name is made of the checkout's path, so that no two checkouts share one. */
export function dataFolderOf(checkout: string, account: Account | null): string {
  const home = realpathSync(checkout)
  if (!account) return join(home, 'data', 'postgres')

  const readable = home.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '')
  return join(ROOT_SHELF, `${readable.slice(-40)}-${shortHash(home)}`)
}

/** Makes a folder and those above it, and returns its real path. `mode` is given to the new ones whatever the umask. */
export function makeFolder(folder: string, mode?: number): string {
  const missing = missingFolders(resolve(folder))
  mkdirSync(folder, { recursive: true })
  if (mode !== undefined) for (const each of missing) chmodSync(each, mode)
  return realpathSync(folder)
}

/** A name for the database in this data folder, short enough for a socket's path. */
export function nameOf(dataFolder: string): string {
  const { dev, ino } = lstatSync(dataFolder)
  return `switchboard-${shortHash(`${dataFolder} ${dev} ${ino}`)}`
}

/** Makes an empty folder for the socket that nobody but the database's account (and root) can enter. */
export function makeSocketFolder(name: string, account: Account | null): string {
  const places = account ? ['/run', '/var/run', tmpdir(), '/tmp'] : [tmpdir(), '/tmp']
  for (const folder of places.map((place) => join(place, name)).filter(fitsSocket)) {
    if (renewFolder(folder, account)) return folder
  }
  throw new CannotStart(`No private folder for the database's socket can be made in ${places.join(' or ')}.`)
}

/**
 * Keeps every other Switchboard out of the data folder until `release` or the end of this process, however it ends.
 * Node has no file locks; SQLite takes one that the kernel drops when the process dies, so it can never be stale.
 * Nothing else in this process may open the file: closing it would drop the lock.
 */
export function lockFolder(dataFolder: string): { release: () => void } {
  const path = join(dataFolder, 'lock')
  const lock = new DatabaseSync(path)
  try {
    // Who can read the file can lock it too
    chmodSync(path, 0o600)
    lock.exec('pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw error
    throw new CannotStart(`Another running Switchboard uses the data in ${dataFolder}: stop that one first.`)
  }
  return { release: () => lock.isOpen && lock.close() }
}

/** Gives a folder and all in it to an account; itself last, so that an interrupted hand-over is taken up again. */
export function handOver(path: string, account: Account): void {
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) handOver(join(path, name), account)
  lchownSync(path, account.uid, account.gid)
}

/** The word the system has for what went wrong, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}

function missingFolders(folder: string): string[] {
  return existsSync(folder) ? [] : [...missingFolders(dirname(folder)), folder]
}

function fitsSocket(folder: string): boolean {
  return Buffer.byteLength(join(folder, '.s.PGSQL.5432')) <= LONGEST_SOCKET_PATH
}

/** A folder made by someone else in a shared place is never used, only replaced or passed over. */
function renewFolder(folder: string, account: Account | null): boolean {
  try {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { mode: 0o700 })
    if (account) chownSync(folder, account.uid, account.gid)
    return true
  } catch {
    return false
  }
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}
