/** Reaches this installation's database for a while: the outside one, the embedded one that runs, or the embedded one started for this. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Config, readConfig } from '../server/config.ts'
import { startEmbedded } from '../server/db/embedded.ts'
import { databaseAccount } from '../server/db/embedded-account.ts'
import { clusterIn } from '../server/db/embedded-cluster.ts'
import { dataFolderOf } from '../server/db/embedded-folders.ts'

export interface Reached {
  url: string
  /** Where the installation's own secrets key lies; undefined when SECRETS_KEYS gives the keys. */
  keyFile: string | undefined
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
    const keyFile = keyFileIn(config, config.DATA_FOLDER ?? join(CHECKOUT, 'data'))
    return { url: config.DATABASE_URL, keyFile, isRunning: false, leave: async () => {} }
  }

  const folder = config.DATA_FOLDER ?? dataFolderOf(CHECKOUT, databaseAccount())
  const running = await runningUrl(folder)
  if (running) return { url: running, keyFile: keyFileIn(config, folder), isRunning: true, leave: async () => {} }

  const embedded = await startEmbedded({ checkout: CHECKOUT, dataFolder: folder })
  const keyFile = keyFileIn(config, embedded.dataFolder)
  return { url: embedded.url, keyFile, isRunning: false, leave: () => embedded.stop() }
}

function keyFileIn(config: Config, folder: string): string | undefined {
  return config.SECRETS_KEYS ? undefined : join(folder, 'secrets.key')
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
