/** Brings the database to the newest schema: numbered SQL files, each once, in order, in one transaction each. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { CannotStart } from '../errors.ts'

const FOLDER = new URL('migrations/', import.meta.url)
/** Held while the schema is changed, so that two starts do it one after the other. */
export const MIGRATION_LOCK = 5_743_019

export interface Migration {
  number: number
  name: string
  text: string
  hash: string
}

/** Runs what is missing. Throws CannotStart when the database is newer than this code, or a migration was changed after it ran. */
export async function migrate(url: string): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await makeMigrationsTable(client)
    const done = await client.query<{ number: number; name: string; hash: string }>(
      'select number, name, hash from migrations',
    )
    const known = migrations()
    refuseStrangers(known, done.rows)

    const missing = known.filter((each) => !done.rows.some((row) => row.number === each.number))
    for (const each of missing) await apply(client, each)
    await client.query('select keep_partitions()')
    return { applied: missing.map((each) => each.name) }
  } finally {
    await client.end()
  }
}

/** Makes the table that remembers which migrations ran. */
export async function makeMigrationsTable(client: pg.ClientBase): Promise<void> {
  await client.query(`create table if not exists migrations (
    number int primary key, name text not null, hash text not null, at timestamptz not null default now())`)
}

/** Runs one migration and remembers it, in the transaction that the caller has open. */
export async function runMigration(client: pg.ClientBase, { number, name, text, hash }: Migration): Promise<void> {
  await client.query(text)
  await client.query('insert into migrations (number, name, hash) values ($1, $2, $3)', [number, name, hash])
}

/** The number of the newest migration in this code. */
export function newestMigration(): number {
  return Math.max(...migrations().map((each) => each.number))
}

/** All migrations of this code, oldest first. */
export function migrations(): Migration[] {
  return readdirSync(FOLDER)
    .filter((name) => /^\d{4}_[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, FOLDER), 'utf8')
      return { number: Number(name.slice(0, 4)), name, text, hash: createHash('sha256').update(text).digest('hex') }
    })
}

function refuseStrangers(known: Migration[], done: Array<{ number: number; name: string; hash: string }>): void {
  for (const row of done) {
    const same = known.find((each) => each.number === row.number)
    if (!same)
      throw new CannotStart(
        `The database was migrated by a newer version (${row.name}); start that version or restore a backup.`,
      )
    if (same.hash !== row.hash)
      throw new CannotStart(`The migration ${row.name} was changed after it ran on this database.`)
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await runMigration(client, migration)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
