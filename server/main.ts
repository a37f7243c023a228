/** Starts web, worker and live: all in one process, or apart (`node server/main.ts worker`). */
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { setAccessSettings } from './access/credentials.ts'
import { hearAnnouncements } from './announce.ts'
import { setDefaultPlan } from './billing/limits.ts'
import { type Config, readConfig } from './config.ts'
import { setServiceUrls } from './connections/accounts.ts'
import { setOperatorApps } from './connections/operator-apps.ts'
import { closeDatabase, openDatabase } from './db/database.ts'
import { type Embedded, startEmbedded } from './db/embedded.ts'
import { migrate } from './db/migrate.ts'
import { CannotStart } from './errors.ts'
import { filePlaces, setFilePlaces } from './files/store.ts'
import { startDraining } from './health.ts'
import { log } from './log.ts'
import { setMailSettings } from './mail/settings.ts'
import { setOutsideSettings } from './outside.ts'
import { setPeopleSettings } from './people/installation.ts'
import { nameOperators, setupLink } from './people/setup.ts'
import { stopSandbox } from './sandbox/run-code.ts'
import { checkSecretsKeys, takeSecretsKeys } from './secrets-keys.ts'
import { startWorker } from './worker.ts'

export const PARTS = ['web', 'worker', 'live'] as const
export type Part = (typeof PARTS)[number]

/** What runs, and how it ends. */
export interface Running {
  config: Config
  /** Settles only when the embedded database ends by itself. */
  died: Promise<string>
  stop: () => Promise<void>
}

const CHECKOUT = join(import.meta.dirname, '..')

/**
 * Starts these parts with this environment. `web` and `live` are the same server; apart, a proxy sends the live URLs to the latter.
 * Throws CannotStart with one sentence where that is not possible.
 */
export async function start(
  environment: Record<string, string | undefined>,
  parts: readonly Part[] = PARTS,
): Promise<Running> {
  const config = readConfig(environment)
  log.level = config.LOG_LEVEL
  const folder = config.DATA_FOLDER && { dataFolder: config.DATA_FOLDER }
  const embedded = config.DATABASE_URL ? undefined : await startEmbedded({ checkout: CHECKOUT, ...folder })
  const stops: Stop[] = []
  const stop = () => stopAll(stops, embedded)
  try {
    await openHouse(config, embedded)
    stops.push(await hearAnnouncements())
    if (parts.includes('worker')) stops.push(await startWorker())
    if (parts.includes('web') || parts.includes('live')) stops.push(await startServer(config))
    return { config, died: embedded?.died ?? new Promise(() => {}), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

type Stop = () => Promise<void>

async function openHouse(config: Config, embedded: Embedded | undefined): Promise<void> {
  const url = config.DATABASE_URL ?? embedded?.url ?? ''
  await migrate(url).catch((error) => {
    throw asCannotStart(error)
  })
  openDatabase(url, config.DATABASE_CONNECTIONS)
  const folder = config.DATA_FOLDER ?? embedded?.dataFolder ?? join(CHECKOUT, 'data')
  takeSecretsKeys(config, folder)
  setFilePlaces(filePlaces(config, folder))
  await checkSecretsKeys()
  setAccessSettings(config)
  setMailSettings(config)
  setOutsideSettings(config)
  setPeopleSettings(config)
  setServiceUrls(config)
  setOperatorApps(config)
  setDefaultPlan(config.DEFAULT_PLAN)
  await nameOperators()
}

/** A database that cannot be reached or used, in one sentence without its password. */
function asCannotStart(error: unknown): Error {
  if (error instanceof CannotStart) return error
  if (!(error instanceof Error)) return new CannotStart(String(error))
  const reason = error.message || ('code' in error ? String(error.code) : 'no answer')
  return new CannotStart(`The database in DATABASE_URL cannot be used: ${reason}.`)
}

/** What only a server needs is read here, so that a worker starts in half the time. */
async function startServer(config: Config): Promise<Stop> {
  const { makeApp } = await import('./app.ts')
  const server = createAdaptorServer({
    fetch: makeApp(config).fetch,
    serverOptions: { requestTimeout: 30_000, headersTimeout: 10_000 },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new CannotStart(whyNotListening(error, config))))
    server.listen(config.PORT, config.HOST, resolve)
  })
  return async () => {
    startDraining()
    const closed = new Promise((resolve) => server.close(resolve))
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    const patience = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 2000)
    await closed
    clearTimeout(patience)
  }
}

function whyNotListening(error: NodeJS.ErrnoException, { HOST, PORT }: Config): string {
  if (error.code === 'EADDRINUSE') return `Port ${PORT} is in use; end what uses it or set PORT.`
  if (error.code === 'EACCES') return `Port ${PORT} may not be used by this account; set PORT to 1024 or above.`
  return `Cannot listen on ${HOST}:${PORT}: ${error.message}.`
}

async function stopAll(stops: Stop[], embedded: Embedded | undefined): Promise<void> {
  for (const stop of stops.toReversed()) await stop().catch((error) => log.error({ err: error }, 'stopping failed'))
  await stopSandbox()
  await closeDatabase()
  await embedded?.stop()
}

/** Starts as the command line says, prints where it is, and stops when asked to. */
export async function run(words: readonly string[]): Promise<void> {
  const parts = PARTS.filter((part) => words.includes(part))
  // Whoever waits for an answer of the server goes before what works behind it on the same machine.
  if (parts.length === 1 && parts[0] === 'worker') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  const running = await start(process.env, parts.length > 0 ? parts : PARTS)
  const stopDemo = words.includes('--demo') ? await fillDemo() : async () => {}
  const leave = async (code: number) => {
    await stopDemo()
    await running.stop()
    process.exit(code)
  }
  process.once('SIGINT', () => void leave(0))
  process.once('SIGTERM', () => void leave(0))
  void running.died.then((sentence) => {
    say(sentence)
    return leave(1)
  })
  await greet(running.config, parts.length === 0 || parts.includes('web'))
}

async function fillDemo(): Promise<Stop> {
  const { fillDemoWhenSetUp } = await import('./demo/demo.ts')
  return fillDemoWhenSetUp()
}

/** The newest setup link is the one that counts, so only who serves the page prints one. */
async function greet(config: Config, servesPages: boolean): Promise<void> {
  if (!servesPages) return say('Switchboard works')
  const link = await setupLink()
  const place = `Switchboard is at ${config.PUBLIC_URL}`
  // in one piece: who waits for the place reads the link with it
  say(link ? `${place}\nMake the first account: ${link}` : place)
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`)
}

/** Prints a refusal to start as its one sentence and ends with code 1. */
export function giveUp(error: unknown): never {
  process.stderr.write(
    error instanceof CannotStart ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`,
  )
  process.exit(1)
}

if (import.meta.main) run(process.argv.slice(2)).catch(giveUp)
