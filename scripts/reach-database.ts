/** Reaches this installation's database for a while: the outside one, the embedded one that runs, or the embedded one started for this. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Config, readConfig } from '../server/config.ts'
import { startEmbedded } from '../server/db/embedded.ts'
import { databaseAccount } from '../server/db/embedded-account.ts'
import { clusterIn } from '../server/db/embedded-cluster.ts'
import { dataFolderOf } from '../server/db/embedded-folders.ts'
import { type FilePlaces, filePlaces } from '../server/files/store.ts'

export interface Reached {
  url: string
  /** Where the installation's own secrets key lies; undefined when SECRETS_KEYS gives the keys. */
  keyFile: string | undefined
  /** Where files lie, as far as they lie on the disk. */
  filesFolder: string
  /** Everywhere that they lie. */
  files: FilePlaces
  /** Whether a running Switchboard has started the embedded database. */
  isRunning: boolean
  /** Stops what was started for this. */
  leave: () => Promise<void>
}

const CHECKOUT = join(import.meta.dirname, '..')

/** Throws CannotStart with one sentence where there is no way to it. */
export async function reachDatabase(environment: Record<string, string | undefined>): Promise<Reached> {
  const config = readConfig(environment)
  if (config.DATABASE_URL) {
    const { DATABASE_URL: url, DATA_FOLDER: folder = join(CHECKOUT, 'data') } = config
    return { url, ...placesIn(config, folder), isRunning: false, leave: async () => {} }
  }

  const folder = config.DATA_FOLDER ?? dataFolderOf(CHECKOUT, databaseAccount())
  const running = await runningUrl(folder)
  if (running) return { url: running, ...placesIn(config, folder), isRunning: true, leave: async () => {} }

  const embedded = await startEmbedded({ checkout: CHECKOUT, dataFolder: folder })
  const places = placesIn(config, embedded.dataFolder)
  return { url: embedded.url, ...places, isRunning: false, leave: () => embedded.stop() }
}

function placesIn(config: Config, folder: string): Pick<Reached, 'keyFile' | 'files' | 'filesFolder'> {
  const files = filePlaces(config, folder)
  return { keyFile: config.SECRETS_KEYS ? undefined : join(folder, 'secrets.key'), files, filesFolder: files.folder }
}

/** The URL of the embedded database that runs on this data, if one answers. */
async function runningUrl(folder: string): Promise<string | undefined> {
  const socketFolder = socketFolderOf(folder)
  if (!socketFolder) return undefined
  const url = `postgresql://switchboard@localhost/switchboard?host=${encodeURIComponent(socketFolder)}`
  const client = new pg.Client(url)
  try {
    await client.connect()
    await client.end()
    return url
  } catch {
    return undefined
  }
}

function socketFolderOf(folder: string): string | undefined {
  try {
    return readFileSync(join(clusterIn(folder), 'postmaster.pid'), 'utf8')
      .split('\n')[4]
      ?.trim()
  } catch {
    return undefined
  }
}
