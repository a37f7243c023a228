/** The bus over PostgreSQL: another process hears what is published here, long messages too, and answers. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { publish, subscribe } from './bus.ts'
import { joinOthers } from './bus-postgres.ts'
import { until } from './test/chat.ts'
import { ownDatabase } from './test/db.ts'

const { url } = ownDatabase()
const FIXTURE = join(import.meta.dirname, 'test/bus.fixture.ts')

it('carries messages to other processes and back, each once, in order, whatever they hold', async () => {
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
  other.kill('SIGTERM')
  stopHearing()
  await leave()
})
