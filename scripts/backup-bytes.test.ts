/** The files of a backup: they come back whole or not at all, and the doctor tells what is missing. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAddress } from '../server/files/addresses.ts'
import { examineFiles } from '../server/files/examine.ts'
import { addReceivedFile } from '../server/files/received.ts'
import { pathOf, setFilePlaces, storesAt } from '../server/files/store.ts'
import { theWorld } from '../server/test/world.ts'
import { backUp } from './backup.ts'
import { restore } from './restore.ts'

const world = theWorld()
const folder = mkdtempSync(join(tmpdir(), 'backup-bytes-test-'))
const filesFolder = join(folder, 'files')
const file = join(folder, 'whole.backup')
const databases: string[] = []
/** Where Mia's file lies. */
let canary = ''

beforeAll(async () => {
  setFilePlaces({ folder: filesFolder })
  canary = await aFile(world.acme, 'canary of Mia')
  await aFile(world.globex, 'canary of Rex')
  await backUp({ url: world.url(), file, filesFolder })
})

afterAll(async () => {
  for (const name of databases) await onServer(`drop database if exists ${name} with (force)`)
  rmSync(folder, { recursive: true })
})

describe('the files of a backup', () => {
  it('lie where they lay, and open as before; what was there is kept beside them', async () => {
    const there = join(folder, 'there-files')
    mkdirSync(there)
    writeFileSync(join(there, 'before'), 'x')
    const url = await newDatabase()
    expect(await restore({ url, file, filesFolder: there })).toMatchObject({ files: 2 })
    const [disk] = storesAt({ folder: there })
    expect(`${await disk.read(canary, { start: 0, length: 13 })}`).toBe('canary of Mia')
    expect(existsSync(join(there, 'before'))).toBe(false)
    expect(readdirSync(folder).filter((name) => name.startsWith('there-files.before-'))).toHaveLength(1)
    expect((await examined(url, there)).map(({ rows }) => rows)).toEqual([[], []])
  })

  it('are none in a backup of an older version', async () => {
    const old = join(folder, 'old.backup')
    writeFileSync(old, readFileSync(file))
    rewrite(old, (text) => text.replace('"format":2', '"format":1').replace(/{"file":.*{"files":2}\n/s, ''))
    const url = await newDatabase()
    expect(await restore({ url, file: old, filesFolder: join(folder, 'none') })).toMatchObject({ files: 0 })
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })

  it('are missed, by the backup and by the doctor, where they are gone', async () => {
    const away = join(folder, 'away')
    const lacking = join(folder, 'lacking.backup')
    expect(await backUp({ url: world.url(), file: lacking, filesFolder: away })).toMatchObject({ files: 0, missing: 2 })
    const [bytes] = await examined(world.url(), away)
    expect(bytes?.rows).toHaveLength(2)
  })

  it('are told by the doctor where no row names them', async () => {
    const stray = pathOf(world.globex, 'A'.repeat(43))
    const [disk] = storesAt({ folder: filesFolder })
    await disk.put(stray, Buffer.from('stray'))
    utimesSync(join(filesFolder, stray), 0, 0)
    const [, rows] = await examined(world.url(), filesFolder)
    expect(rows?.rows).toMatchObject([{ path: stray }])
    await disk.remove(stray)
  })
})

describe('a damaged backup leaves no file:', () => {
  const damages: Array<[string, string, (text: string) => string]> = [
    ['a file altered', 'checksum', (text) => text.replace('canary of Mia', 'canary of Eve')],
    ['a file removed', 'lacks some', (text) => text.replace(/{"file":.*\n.*\n/, '')],
    ['a file that leads up', 'checksum', (text) => text.replace(/{"file":"[^"]*/, '{"file":"../x')],
    ['cut short after a file', 'cut short', (text) => text.slice(0, text.indexOf('canary of Rex') + 5)],
    ['without its end', 'cut short', (text) => text.replace('{"end":true}\n', '')],
  ]

  it.each(damages)('%s', async (name, sentence, damage) => {
    const damaged = join(folder, name)
    writeFileSync(damaged, readFileSync(file))
    rewrite(damaged, damage)
    const there = join(folder, 'untouched')
    mkdirSync(there, { recursive: true })
    await expect(restore({ url: await newDatabase(), file: damaged, filesFolder: there })).rejects.toThrow(sentence)
    expect(readdirSync(folder).filter((each) => each.startsWith('untouched'))).toEqual(['untouched'])
  })
})

/** A file of somebody of this workspace; returns where it lies. */
async function aFile(workspaceId: string, text: string): Promise<string> {
  const at = { workspaceId, botId: uuidv7(), channel: 'webchat', address: 'a' }
  const taken = await addReceivedFile(at, { id: uuidv7(), bytes: Buffer.from(text), name: 'a.txt' })
  const address = taken.ok ? readAddress(taken.file.url) : undefined
  return address ? pathOf(workspaceId, address.key) : ''
}

async function examined(url: string, folder: string) {
  const client = new pg.Client(url)
  await client.connect()
  return examineFiles(client, storesAt({ folder })).finally(() => client.end())
}

async function newDatabase(): Promise<string> {
  const name = `restored_${uuidv7().slice(-12)}`
  databases.push(name)
  await onServer(`create database ${name} template template0`)
  const url = new URL(world.url())
  url.pathname = `/${name}`
  return url.toString()
}

async function onServer(text: string): Promise<void> {
  const client = new pg.Client(world.url())
  await client.connect()
  await client.query(text).finally(() => client.end())
}

function rewrite(path: string, change: (text: string) => string): void {
  const text = gunzipSync(readFileSync(path)).toString()
  writeFileSync(path, gzipSync(change(text)))
}
