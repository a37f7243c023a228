/** The bus over PostgreSQL: another process hears what is published here, long messages too, and answers. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { publish, subscribe } from './bus.ts'
import { joinOthers } from './bus-postgres.ts'
import { bare } from './db/database.ts'
import { until } from './test/chat.ts'
import { ownDatabase } from './test/db.ts'

const { url } = ownDatabase()
const FIXTURE = join(import.meta.dirname, 'test/bus.fixture.ts')

it('carries messages to other processes and back, in order, whatever they hold, and again after a lost connection', async () => {
  const heard: unknown[] = []
  const stopHearing = subscribe('answers', (message) => void heard.push(message))
  const leave = await joinOthers()
  const other = spawn(process.execPath, [FIXTURE, url()], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((ready) => other.stdout?.once('data', ready))
  const messages = [1, 'é😀\u2028"', { long: 'ä'.repeat(20_000) }, null]
  await until(
    async () => publish('questions', 'ready?'),
    () => heard.length > 0,
  )
  heard.length = 0
  for (const message of messages) publish('questions', message)
  await until(
    () => Promise.resolve(heard.length),
    (count) => count >= messages.length,
  )
  expect(heard.filter((each) => each !== 'ready?')).toEqual(messages)
  await sql`select pg_notify('switchboard_bus', 'stranger:1:0:1:{')`.execute(bare()) // Is passed over.
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%pg_notify%' and pid <> pg_backend_pid()`.execute(
    bare(),
  )
  heard.length = 0
  await until(
    async () => publish('questions', 'still there?'),
    () => heard.includes('still there?'),
  )
  expect(heard).toContain('still there?')
  other.kill('SIGTERM')
  stopHearing()
  await leave()
})
