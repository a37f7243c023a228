import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bare } from '../server/db/database.ts'
import { inWorkspace } from '../server/db/in-workspace.ts'
import { record } from '../server/db/record.ts'
import { theWorld } from '../server/test/world.ts'
import { backUp } from './backup.ts'
import { type Sum, speakPlainly, sumOf, tablesOf } from './backup-tables.ts'
import { restore } from './restore.ts'

const KEY = Buffer.alloc(32, 'key').toString('base64')
const world = theWorld()
const folder = mkdtempSync(join(tmpdir(), 'backup-test-'))
const file = join(folder, 'whole.backup')
const filesFolder = join(folder, 'files')
const databases: string[] = []
const role = `keeper_${uuidv7().slice(-12)}`

beforeAll(async () => {
  await fillWorld()
  await backUp({ url: world.url(), file, secretsKey: KEY, filesFolder })
})

afterAll(async () => {
  for (const name of databases) await onServer(`drop database if exists ${name} with (force)`)
  await onServer(`drop role if exists ${role}`)
  rmSync(folder, { recursive: true })
})

describe('backup and restore', () => {
  it('gives every table back with the same checksum (invariant 42)', async () => {
    const url = await newDatabase()
    const keyFile = join(folder, 'there', 'secrets.key')
    await restore({ url, file, keyFile })
    expect(await sums(url)).toEqual(await sums(world.url()))
    expect(readFileSync(keyFile, 'utf8')).toBe(KEY)
  })

  it('holds the rows of partitioned and walled tables', async () => {
    const { messages, events, members, audit_log } = await sums(world.url())
    expect({ messages: messages?.rows, members: members?.rows }).toEqual({ messages: 3, members: 4 })
    expect({ events: events?.rows, lines: audit_log?.rows }).toEqual({ events: 1, lines: 1 })
  })

  it('restores by an account that may make no role and is no superuser, into a database of its own', async () => {
    await onServer(`create role ${role} login; grant tenant to ${role}`)
    const url = new URL(await newDatabase(role))
    url.username = role
    await restore({ url: url.toString(), file })
    expect(await sums(url.toString())).toEqual(await sums(world.url()))
  })

  it('shows the backup to its owner alone', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('refuses a database that holds something, and replaces it when told to', async () => {
    const url = await newDatabase()
    await restore({ url, file })
    await onDatabase(url, `update users set name = 'Somebody else'`)
    await expect(restore({ url, file })).rejects.toThrow('not empty')
    await restore({ url, file, replace: true })
    expect(await sums(url)).toEqual(await sums(world.url()))
  })

  it('refuses while somebody uses the database', async () => {
    const url = await newDatabase()
    const company = new pg.Client(url)
    await company.connect()
    await expect(restore({ url, file })).rejects.toThrow('stop Switchboard first')
    await company.end()
  })

  it('keeps a key that was there under another name, and changes none when it fails', async () => {
    const keyFile = join(folder, 'kept', 'secrets.key')
    mkdirSync(join(folder, 'kept'))
    writeFileSync(keyFile, 'another')
    const url = await newDatabase()
    await restore({ url, file, keyFile: join(folder, 'first', 'secrets.key') })
    await expect(restore({ url, file, keyFile })).rejects.toThrow('not empty')
    expect(readFileSync(keyFile, 'utf8')).toBe('another')
    await restore({ url, file, keyFile, replace: true })
    expect(readFileSync(keyFile, 'utf8')).toBe(KEY)
    expect(readdirSync(join(folder, 'kept')).filter((name) => name.includes('.before-'))).toHaveLength(1)
  })

  it('says where there is nothing to back up', async () => {
    const empty = backUp({ url: await newDatabase(), file: join(folder, 'empty.backup'), filesFolder })
    await expect(empty).rejects.toThrow('holds no Switchboard')
  })
})

describe('a damaged backup is refused with nothing half done:', () => {
  const damages: Array<[string, string, (path: string) => void]> = [
    ['cut short', 'cut short', (path) => truncateSync(path, statSync(path).size - 200)],
    ['a byte turned', 'damaged', (path) => writeFileSync(path, turned(readFileSync(path)))],
    ['a row altered', 'checksum', (path) => rewrite(path, (text) => text.replace('mia@acme.test', 'eve@acme.test'))],
    ['a row removed', 'checksum', (path) => rewrite(path, (text) => text.replace(/^.*mia@acme.test.*\n/m, ''))],
    ['without its end', 'cut short', (path) => rewrite(path, (text) => text.replace('{"end":true}\n', ''))],
    ['with more behind', 'after its end', (path) => rewrite(path, (text) => `${text}{}\n`)],
    ['no backup at all', 'not a backup', (path) => writeFileSync(path, 'hello')],
    ['a newer one', 'newer version', (path) => rewrite(path, (text) => text.replace('"number":1,', '"number":9999,'))],
    ['a newer form', 'newer version', (path) => rewrite(path, (text) => text.replace('"format":2', '"format":3'))],
    [
      'another schema',
      'another 0001',
      (path) => rewrite(path, (text) => text.replace(/"hash":"...../, '"hash":"00000')),
    ],
  ]

  let url = ''
  let before: Record<string, Sum> = {}
  beforeAll(async () => {
    url = await newDatabase()
    await restore({ url, file })
    before = await sums(url)
  })

  it.each(damages)('%s', async (name, sentence, damage) => {
    const damaged = join(folder, name)
    writeFileSync(damaged, readFileSync(file))
    damage(damaged)
    await expect(restore({ url, file: damaged, replace: true })).rejects.toThrow(sentence)
    expect(await sums(url)).toEqual(before)
  })

  it('a file that is not there', async () => {
    await expect(restore({ url: await newDatabase(), file: join(folder, 'nowhere') })).rejects.toThrow(
      'There is no file',
    )
  })
})

/** A little in every kind of table: partitions (of this month and of long ago), bytes, JSON with newlines, odd characters. */
async function fillWorld(): Promise<void> {
  const botId = uuidv7()
  const [contactId, conversationId] = [uuidv7(), uuidv7()]
  const mark = { kind: 'system' as const, reason: 'test' }
  const text = 'tab\tback\\slash\nnewline «ü» \\. \u{1f642}'
  const place = { workspaceId: world.acme }
  const bytes = Buffer.from([0, 10, 92, 255])
  await bare()
    .insertInto('userPhotos')
    .values({ userId: world.mia.userId, etag: 'x', mime: 'image/png', bytes })
    .execute()
  await inWorkspace(place, async (tx) => {
    const bot = {
      ...place,
      id: botId,
      name: text,
      kind: 'omni',
      theme: '{}',
      publicKey: 'key',
      allowedOrigins: ['https://a,b', '"'],
    }
    await tx.db.insertInto('bots').values(bot).execute()
    await tx.db
      .insertInto('contacts')
      .values({ ...place, id: contactId, botId, channel: 'webchat', address: 'a' })
      .execute()
    await tx.db
      .insertInto('conversations')
      .values({ ...place, id: conversationId, botId, contactId, channel: 'webchat' })
      .execute()
    for (const [seq, at] of [
      '2020-02-29T12:00:00.123456Z',
      '2026-11-01T00:00:00Z',
      new Date().toISOString(),
    ].entries()) {
      const message = {
        ...place,
        conversationId,
        seq,
        id: uuidv7(),
        author: 'bot',
        content: JSON.stringify({ text }),
        at,
      }
      await tx.db.insertInto('messages').values(message).execute()
    }
    await record(tx, mark, 'bot.created', { target: { kind: 'bot', id: botId, name: text } })
  })
}

async function sums(url: string): Promise<Record<string, Sum>> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query('begin')
    await speakPlainly(client)
    const found: Record<string, Sum> = {}
    for (const table of await tablesOf(client)) found[table.name] = await sumOf(client, table)
    return found
  } finally {
    await client.end()
  }
}

async function newDatabase(owner?: string): Promise<string> {
  const name = `restored_${uuidv7().slice(-12)}`
  databases.push(name)
  await onServer(`create database ${name} template template0 ${owner ? `owner ${owner}` : ''}`)
  const url = new URL(world.url())
  url.pathname = `/${name}`
  return url.toString()
}

async function onServer(text: string): Promise<void> {
  for (const each of text.split('; ')) await onDatabase(world.url(), each)
}

async function onDatabase(url: string, text: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(text).finally(() => client.end())
}

function rewrite(path: string, change: (text: string) => string): void {
  const text = gunzipSync(readFileSync(path)).toString()
  writeFileSync(path, gzipSync(change(text)))
}

function turned(bytes: Buffer): Buffer {
  const middle = bytes.length >> 1
  bytes[middle] = (bytes[middle] ?? 0) ^ 0xff
  return bytes
}
