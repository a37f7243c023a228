/** Starts one PostgreSQL for the whole test run and makes the template that every test file clones; TEST_DATABASE_URL names an outside one instead. */
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string
    templateDatabase: string
  }
}

export default async function setup(project: TestProject) {
  const server = await startServer()
  const template = `template_${randomBytes(4).toString('hex')}`
  await onServer(server.url, `create database ${template}`)
  const url = new URL(server.url)
  url.pathname = `/${template}`
  await migrate(url.toString())

  project.provide('databaseServer', server.url)
  project.provide('templateDatabase', template)
  return async () => {
    await onServer(server.url, `drop database if exists ${template}`)
    await server.stop()
  }
}

async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const outside = process.env.TEST_DATABASE_URL
  if (outside) return { url: outside, stop: async () => {} }

  const folder = mkdtempSync(join(tmpdir(), 'switchboard-test-'))
  chmodSync(folder, 0o711) // Started as root, PostgreSQL runs as another user, who must get in.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }
  const embedded = await startEmbedded({ checkout: process.cwd(), dataFolder: join(folder, 'postgres'), settings })
  return {
    url: embedded.url,
    stop: async () => {
      await embedded.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function onServer(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(text).finally(() => client.end())
}
