/** `npm run restore -- FILE`: puts a backup into an empty database, all of it or nothing; `--replace` empties the database first. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { MIGRATION_LOCK, makeMigrationsTable, migrations, runMigration } from '../server/db/migrate.ts'
import { CannotStart } from '../server/errors.ts'
import { dropFiles, layFiles } from './backup-bytes.ts'
import {
  type BackupReader,
  End,
  FIRST_WITH_FILES,
  FORMAT,
  Header,
  openBackup,
  TableHead,
  TableSum,
} from './backup-file.ts'
import { listOf, quoted, type Sum, speakPlainly, sumOf, type Table, tablesOf } from './backup-tables.ts'
import { pathTyped, runCommand } from './command.ts'
import { emptyDatabase } from './empty-database.ts'
import { reachDatabase } from './reach-database.ts'

export interface Wish {
  url: string
  file: string
  /** Empty the database first; without it a database with tables is refused. */
  replace?: boolean
  /** Where the backup's secrets key shall lie; without it the key is left aside. */
  keyFile?: string
  /** Where the backup's files shall lie; without it they are left aside. */
  filesFolder?: string
}

/**
 * Restores a backup in one transaction, and compares every table with its sum before the end.
 * Throws CannotStart with one sentence, and then nothing has changed.
 */
export async function restore({
  url,
  file,
  replace = false,
  keyFile,
  filesFolder,
}: Wish): Promise<{ tables: number; rows: number; files: number }> {
  const backup = openBackup(file)
  const client = new pg.Client({ connectionString: url })
  try {
    const header = await backup.line(Header)
    refuseWhatWeCannotRead(header, file)
    await client.connect()
    await client.query('begin')
    await speakPlainly(client)
    await refuseCompany(client)
    if (replace) await emptyDatabase(client)
    else await refuseTables(client)

    await makeTables(client, header)
    const rows = await fillTables(client, backup, header)
    const { files, put } = await takeFiles(backup, header, filesFolder)
    const putKey = header.secretsKey && keyFile ? layKey(keyFile, header.secretsKey) : () => {}
    await client.query('commit')
    put()
    putKey()
    return { tables: header.tables.length, rows, files }
  } catch (error) {
    if (filesFolder) dropFiles(filesFolder)
    if (error instanceof CannotStart) throw error
    throw new CannotStart(`Nothing was restored: ${error instanceof Error ? error.message : error}.`)
  } finally {
    backup.close()
    await client.end().catch(() => {}) // Without a commit the database forgets all of it.
  }
}

function refuseWhatWeCannotRead(header: Header, file: string): void {
  const known = migrations()
  for (const { number, name, hash } of header.migrations) {
    const same = known.find((each) => each.number === number)
    if (header.format > FORMAT || !same) {
      throw new CannotStart(
        `${file} was made by a newer version (${header.version}, ${name}); restore it with that one.`,
      )
    }
    if (same.hash !== hash) throw new CannotStart(`${file} was made with another ${name} than this version has.`)
  }
}

async function refuseCompany(client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
      where datname = current_database() and usename = current_user and pid <> pg_backend_pid() and backend_type = 'client backend'`,
  )
  const count = rows[0]?.count ?? 0
  if (count > 0) throw new CannotStart(`The database is in use (connections: ${count}); stop Switchboard first.`)
}

async function refuseTables(client: pg.Client): Promise<void> {
  const tables = await tablesOf(client)
  if (tables.length > 0) {
    throw new CannotStart(
      'The database is not empty; say --replace to remove all that it holds and restore the backup.',
    )
  }
}

/** The schema as it was when the backup was made, without a row. The next start migrates on from there. */
async function makeTables(client: pg.Client, header: Header): Promise<void> {
  await makeMigrationsTable(client)
  for (const migration of migrations()) {
    if (header.migrations.some((each) => each.number === migration.number)) await runMigration(client, migration)
  }
  const tables = await tablesOf(client)
  await client.query(`truncate ${listOf(tables.map((table) => table.name))}`)
}

async function fillTables(client: pg.Client, backup: BackupReader, header: Header): Promise<number> {
  const tables = new Map((await tablesOf(client)).map((table) => [table.name, table]))
  let count = 0
  for (const name of header.tables) {
    const head = await backup.line(TableHead)
    const table = tables.get(name)
    if (!table || head.table !== name || `${head.columns}` !== `${table.columns}`) {
      throw new CannotStart(`The table ${name} of the backup is not the one of this version; nothing was restored.`)
    }
    const inFile = await fill(client, table, backup)
    const told = await backup.line(TableSum)
    const inDatabase = await sumOf(client, table)
    for (const sum of [inFile, inDatabase.sha256]) if (sum !== told.sha256) throw differs(name)
    if (inDatabase.rows !== told.rows) throw differs(name)
    count += told.rows
    tables.delete(name)
  }
  const [missing] = tables.keys()
  if (missing) throw new CannotStart(`The backup lacks the table ${missing}; nothing was restored.`)
  return count
}

/** To the end of the backup. */
async function takeFiles(backup: BackupReader, header: Header, folder: string | undefined) {
  const none = { files: 0, put: () => {} }
  const taken = header.format >= FIRST_WITH_FILES ? await layFiles(backup, folder) : none
  await backup.line(End)
  await backup.end()
  return taken
}

function differs(name: string): CannotStart {
  return new CannotStart(`The rows of ${name} are not those that were backed up (checksum); nothing was restored.`)
}

/** By way of a table without a wall: `COPY` cannot write into a walled one, unless one is a superuser. */
async function fill(client: pg.Client, table: Table, backup: BackupReader): Promise<Sum['sha256']> {
  const columns = listOf(table.columns)
  const hash = createHash('sha256')
  await client.query(`create temp table incoming_rows (like ${quoted(table.name)}) on commit drop`)
  const rows = async function* () {
    for await (const chunk of backup.rows()) {
      hash.update(chunk)
      yield chunk
    }
  }
  await pipeline(rows(), client.query(from(`copy incoming_rows (${columns}) from stdin`)))
  await client.query(`insert into ${quoted(table.name)} (${columns}) select ${columns} from incoming_rows`)
  await client.query('drop table incoming_rows')
  return hash.digest('hex')
}

/** Writes the key beside its place; what is returned puts it there and keeps the one that was there before. */
function layKey(keyFile: string, key: string): () => void {
  const before = existsSync(keyFile) ? readFileSync(keyFile, 'utf8').trim() : undefined
  if (before === key) return () => {}
  mkdirSync(dirname(keyFile), { recursive: true, mode: 0o700 })
  writeFileSync(`${keyFile}.incoming`, key, { mode: 0o600 })
  return () => {
    if (before) renameSync(keyFile, `${keyFile}.before-${new Date().toISOString().replaceAll(':', '-')}`)
    renameSync(`${keyFile}.incoming`, keyFile)
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { replace: { type: 'boolean', default: false } },
  })
  const [file] = positionals
  if (!file) throw new CannotStart('Say which file: npm run restore -- FILE [--replace].')

  const reached = await reachDatabase(process.env)
  try {
    if (reached.isRunning) throw new CannotStart('Switchboard is running; stop it first.')
    const { url, keyFile, filesFolder } = reached
    const { tables, rows, files } = await restore({
      ...{ url, file: pathTyped(file), replace: values.replace, filesFolder },
      ...(keyFile && { keyFile }),
    })
    process.stdout.write(
      `${rows} rows of ${tables} tables and ${files} files are restored and their checksums compared.\n`,
    )
  } finally {
    await reached.leave()
  }
}

if (import.meta.main) runCommand(main)
