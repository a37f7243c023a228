/** A database of its own for every test file, cloned from a migrated template. */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { setSecretsKeys } from '../crypto.ts'
import { closeDatabase, openDatabase } from '../db/database.ts'
import { setFilePlaces } from '../files/store.ts'

/** Gives this test file its database; every verb called in it uses it. Returns the URL once the tests run. */
export function ownDatabase(): { url: () => string } {
  let url = ''
  const name = `test_${randomBytes(6).toString('hex')}`
  const files = join(tmpdir(), name)
  beforeAll(async () => {
    url = await cloneTemplate(name)
    setSecretsKeys([{ id: 'test', bytes: randomBytes(32) }])
    openDatabase(url, 10)
    setFilePlaces({ folder: files })
  })
  afterAll(async () => {
    await closeDatabase()
    rmSync(files, { recursive: true, force: true })
    await onServer(`drop database if exists ${name} with (force)`)
  })
  return { url: () => url }
}

async function cloneTemplate(name: string): Promise<string> {
  await onServer(`create database ${name} template ${inject('templateDatabase')} strategy file_copy`)
  return urlOf(name)
}

async function onServer(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf('postgres') })
  await client.connect()
  await client.query(text).finally(() => client.end())
}

/** The test server's URL with this database's name. */
function urlOf(name: string): string {
  const url = new URL(inject('databaseServer'))
  url.pathname = `/${name}`
  return url.toString()
}
