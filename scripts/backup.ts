/** `npm run backup -- FILE`: writes everything that this installation holds into one file, also while it runs. */
import { createWriteStream, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { CannotStart } from '../server/errors.ts'
import { VERSION } from '../server/version.ts'
import { type FileCount, filesIn } from './backup-bytes.ts'
import { END_OF_ROWS, FORMAT, type Header } from './backup-file.ts'
import { rowsOf, speakPlainly, type Table, tablesOf } from './backup-tables.ts'
import { pathTyped, runCommand } from './command.ts'
import { reachDatabase } from './reach-database.ts'

export interface Wish {
  url: string
  file: string
  /** The key to put into the backup, base64. */
  secretsKey?: string
  /** Where the files lie. */
  filesFolder: string
}

interface Count extends FileCount {
  tables: number
  rows: number
}

/**
 * Writes the backup: all tables as they are at one moment, and the files that they name. The file appears only when it is whole, and for its owner's eyes alone.
 * Throws CannotStart with one sentence; returns how much it holds.
 */
export async function backUp({ url, file, secretsKey, filesFolder }: Wish): Promise<Count> {
  const client = new pg.Client({ connectionString: url })
  const partial = `${file}.partial`
  const count = { tables: 0, rows: 0, files: 0, missing: 0 }
  try {
    await client.connect()
    await client.query('begin isolation level repeatable read read only')
    await speakPlainly(client)
    const tables = await tablesOf(client)
    const header = await headerOf(client, tables, secretsKey)
    const out = createWriteStream(partial, { mode: 0o600, flush: true })
    await pipeline(contents({ client, header, tables, count, filesFolder }), createGzip(), out)
    renameSync(partial, file)
    return count
  } catch (error) {
    rmSync(partial, { force: true })
    if (error instanceof CannotStart) throw error
    throw new CannotStart(`The backup was not made: ${error instanceof Error ? error.message : error}.`)
  } finally {
    await client.end().catch(() => {})
  }
}

async function headerOf(client: pg.Client, tables: Table[], secretsKey: string | undefined): Promise<Header> {
  if (!tables.some((table) => table.name === 'migrations')) {
    throw new CannotStart('There is nothing to back up: this database holds no Switchboard.')
  }
  const { rows: migrations } = await client.query<Header['migrations'][number]>(
    'select number, name, hash from migrations order by number',
  )
  return {
    switchboard: 'backup',
    format: FORMAT,
    version: VERSION,
    madeAt: new Date().toISOString(),
    migrations,
    tables: tables.map((table) => table.name),
    ...(secretsKey && { secretsKey }),
  }
}

interface Contents {
  client: pg.Client
  header: Header
  tables: Table[]
  count: Count
  filesFolder: string
}

async function* contents({ client, header, tables, count, filesFolder }: Contents): AsyncGenerator<string | Buffer> {
  yield asLine(header)
  for (const table of tables) {
    yield asLine({ table: table.name, columns: table.columns })
    const sum = yield* rowsOf(client, table)
    yield END_OF_ROWS
    yield asLine(sum)
    count.tables++
    count.rows += sum.rows
  }
  // Behind the rows: a file that was added meanwhile is not missed by any of them.
  yield* filesIn(client, filesFolder, count)
  yield asLine({ files: count.files })
  yield asLine({ end: true })
}

function asLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'without-secrets-key': { type: 'boolean', default: false } },
  })
  const [file] = positionals
  if (!file) throw new CannotStart('Say where to: npm run backup -- FILE [--without-secrets-key].')

  const reached = await reachDatabase(process.env)
  try {
    const key = values['without-secrets-key'] ? undefined : keyIn(reached.keyFile)
    const { url, filesFolder } = reached
    const wish = { url, file: pathTyped(file), filesFolder, ...(key && { secretsKey: key }) }
    const { tables, rows, files, missing } = await backUp(wish)
    const secret = key
      ? 'It holds the secrets key: keep it as safe as the database.'
      : 'It does not hold the secrets key: keep that one elsewhere, without it sealed values stay closed.'
    const lack = missing > 0 ? ` Of ${missing} more there are no bytes: npm run doctor tells which.` : ''
    process.stdout.write(`${rows} rows of ${tables} tables and ${files} files are in ${file}.${lack} ${secret}\n`)
  } finally {
    await reached.leave()
  }
}

function keyIn(keyFile: string | undefined): string | undefined {
  return keyFile && existsSync(keyFile) ? readFileSync(keyFile, 'utf8').trim() : undefined
}

if (import.meta.main) runCommand(main)
