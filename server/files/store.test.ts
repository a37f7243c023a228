/** Where bytes lie: on the disk, and in a bucket whose other side checks every signature; row last, orphans swept, purged with their workspace. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { outside } from '../outside.ts'
import { as, theApp } from '../test/as.ts'
import { newTeam } from '../test/team.ts'
import { newWorkspace, theWorld } from '../test/world.ts'
import { purgeDeletedWorkspaces } from '../workspaces/housekeeping.ts'
import { type BucketServer, startBucket } from './bucket.fixture.ts'
import type { FileStore } from './file-store.ts'
import { formOf, soundOf } from './form.fixture.ts'
import { sweepFiles } from './housekeeping.ts'
import { addReceivedFile } from './received.ts'
import { bucketAt } from './s3.ts'
import { ownerOf, pathOf, setFilePlaces, storesAt } from './store.ts'

const world = theWorld()
const { olga, mia } = world
const folder = mkdtempSync(join(tmpdir(), 'files-test-'))
let bucket: BucketServer

beforeAll(async () => {
  bucket = await startBucket()
})
afterAll(async () => {
  await bucket.close()
  rmSync(folder, { recursive: true })
})

const disk = () => storesAt({ folder })[0]
const s3 = () => bucketAt(bucket.place)
const all = async (store: FileStore) => {
  const paths: string[] = []
  for await (const { path } of store.list()) paths.push(path)
  return paths.sort()
}
const newPath = (workspaceId = uuidv7()) =>
  pathOf(workspaceId, Buffer.from(`${uuidv7()}${uuidv7()}`).toString('base64url').slice(0, 43))

describe.each([
  ['the disk', disk],
  ['a bucket', s3],
])('%s', (_, store) => {
  it('gives back what was put, whole and in parts, and nothing that is not there', async () => {
    const path = newPath()
    await store().put(path, Buffer.from('0123456789'))
    expect(`${await store().read(path, { start: 0, length: 10 })}`).toBe('0123456789')
    expect(`${await store().read(path, { start: 3, length: 4 })}`).toBe('3456')
    expect(await store().read(newPath(), { start: 0, length: 1 })).toBeUndefined()
    await store().remove(path)
    await store().remove(path)
    expect(await store().read(path, { start: 0, length: 1 })).toBeUndefined()
  })

  it('lists all, and removes what lies below one workspace only', async () => {
    const [ours, theirs] = [uuidv7(), uuidv7()]
    const [one, two, other] = [newPath(ours), newPath(ours), newPath(theirs)]
    for (const path of [one, two, other]) await store().put(path, Buffer.from(path))
    expect(await all(store())).toEqual(expect.arrayContaining([one, two, other]))
    await store().removeAll(`${ours}/`)
    const left = await all(store())
    expect([left.includes(one), left.includes(two), left.includes(other)]).toEqual([false, false, true])
  })
})

describe('the disk', () => {
  it('is left by no path (attack 15)', async () => {
    writeFileSync(join(folder, '..', 'canary-of-files'), 'canary')
    for (const path of ['../canary-of-files', 'a/../../canary-of-files', '/etc/passwd', 'a//b', 'a/./b', 'a\0b', '']) {
      await expect(async () => disk().read(path, { start: 0, length: 6 })).rejects.toThrow('not the path')
      await expect(async () => disk().remove(path)).rejects.toThrow('not the path')
    }
    expect(() => pathOf('..', 'A'.repeat(43))).toThrow()
    expect(() => pathOf(uuidv7(), `../${'A'.repeat(40)}`)).toThrow()
    rmSync(join(folder, '..', 'canary-of-files'))
  })

  it('knows whose a path is', () => {
    const path = newPath(world.acme)
    expect(ownerOf(path)?.workspaceId).toBe(world.acme)
    for (const other of [`${path}/x`, path.replace(/\/..\//, '/zz/'), `x${path}`, 'lock']) {
      expect(ownerOf(other)).toBeUndefined()
    }
  })
})

describe('a bucket', () => {
  it('hears the right signature for each request, and is not opened to anybody else', async () => {
    await s3().put(newPath(), Buffer.from('a'))
    expect(bucket.refused).toBe(0)
    await expect(bucketAt({ ...bucket.place, secret: 'wrong' }).put(newPath(), Buffer.from('a'))).rejects.toThrow(
      'does not answer',
    )
    expect(bucket.refused).toBe(1)
    const asFlow = await outside({ method: 'GET', url: `${bucket.place.url}/`, headers: [], timeoutMs: 2000 })
    expect(asFlow).toMatchObject({ ok: false, reason: 'blocked', wasSent: false })
  })

  it('is listed page by page', async () => {
    const workspaceId = uuidv7()
    const paths = Array.from({ length: 7 }, () => newPath(workspaceId)).sort()
    for (const path of paths) await s3().put(path, Buffer.from('a'))
    expect((await all(s3())).filter((path) => path.startsWith(workspaceId))).toEqual(paths)
  })
})

describe.each([
  ['on the disk', () => setFilePlaces({ folder })],
  ['in a bucket', () => setFilePlaces({ folder, bucket: bucket.place })],
])('a file %s', (_, choose) => {
  beforeEach(choose)
  afterEach(() => setFilePlaces({ folder }))

  const store = () => storesAt({ folder })[0]

  it('is added, shown, shown in part, and removed with its bytes', async () => {
    const sound = soundOf(4000)
    const { body: file } = await send(sound, 'hello.wav')
    expect((await show(file.url)).bytes).toEqual(sound)
    expect((await show(file.url, { range: 'bytes=10-19' })).bytes).toEqual(sound.subarray(10, 20))
    expect(await as(mia).delete(`/files/${file.id}`)).toHaveStatus(204)
    const key = file.url.split('/')[5]
    expect([...(await all(store())), ...(await all(s3()))].join()).not.toContain(key)
  })

  it('goes on being shown when new files go elsewhere', async () => {
    const { body: file } = await send('words', 'words.txt')
    setFilePlaces({ folder, bucket: bucket.place })
    expect((await show(file.url)).bytes.toString()).toBe('words')
  })

  it('leaves no bytes where its row is refused', async () => {
    const team = await newTeam()
    await send('one', 'one.txt', team.olga)
    await inWorkspace(team, ({ db }) => db.updateTable('files').set({ size: 2_000_000_000 }).execute())
    const before = [...(await all(store())), ...(await all(s3()))]
    expect(await send('two', 'two.txt', team.olga)).toHaveStatus(402)
    expect([...(await all(store())), ...(await all(s3()))]).toEqual(before)
  })
})

it('shows what lies in the database from before', async () => {
  const { body: file } = await send('from before', 'old.txt')
  await inWorkspace(mia, ({ db }) =>
    db
      .updateTable('files')
      .set({ store: 'database', bytes: Buffer.from('from before') })
      .where('id', '=', file.id)
      .execute(),
  )
  expect((await show(file.url)).bytes.toString()).toBe('from before')
  expect(await as(mia).delete(`/files/${file.id}`)).toHaveStatus(204)
})

it('answers 404 where the bytes of a row are gone', async () => {
  const { body: file } = await send('lost', 'lost.txt')
  const { workspaceId = '', key = '' } =
    ownerOf(`${world.acme}/${file.url.split('/')[5].slice(0, 2)}/${file.url.split('/')[5]}`) ?? {}
  await storesAt({ folder: join(folder) })[0].remove(pathOf(workspaceId, key))
  setFilePlaces({ folder: join(folder, 'nowhere') })
  expect(await show(file.url)).toMatchObject({ status: 404 })
  setFilePlaces({ folder })
})

describe('bytes without a row', () => {
  beforeEach(() => setFilePlaces({ folder }))

  it('are left by a kill between the two, and are swept after a day', async () => {
    const orphan = newPath(world.acme)
    await disk().put(orphan, Buffer.from('orphan'))
    const half = `${orphan}.${uuidv7()}.partial`
    writeFileSync(join(folder, half), 'half')
    writeFileSync(join(folder, 'not-ours'), 'x')
    const { body: file } = await send('kept', 'kept.txt')
    await sweepFiles()
    expect(await all(disk())).toEqual(expect.arrayContaining([orphan, half]))
    await sweepFiles(new Date(Date.now() + 86_500_000))
    const left = await all(disk())
    expect([left.includes(orphan), left.includes(half), left.includes('not-ours')]).toEqual([false, false, true])
    expect((await show(file.url)).bytes.toString()).toBe('kept')
  })

  it('go with a workspace that is purged, and those of others stay (W12)', async () => {
    const team = await newTeam()
    await send('ours', 'ours.txt', team.olga)
    const { body: file } = await send('theirs', 'theirs.txt')
    expect(existsSync(join(folder, team.workspaceId))).toBe(true)
    await bare()
      .updateTable('workspaces')
      .set({ deletedAt: new Date(Date.now() - 31 * 86_400_000).toISOString() })
      .where('id', '=', team.workspaceId)
      .execute()
    await purgeDeletedWorkspaces()
    expect(existsSync(join(folder, team.workspaceId))).toBe(false)
    expect(await show(file.url)).toMatchObject({ status: 200 })
  })
})

describe('a file that a channel fetched', () => {
  beforeEach(() => setFilePlaces({ folder }))

  const where = () => ({ workspaceId: world.acme, botId: uuidv7(), channel: 'telegram', address: '42' })
  const words = (text = 'words') => Buffer.from(text)

  it('is taken in once, whatever is given the second time', async () => {
    const at = where()
    const id = uuidv7()
    const first = await addReceivedFile(at, { id, bytes: words(), name: '../cv.txt' })
    expect(first).toMatchObject({ ok: true, file: { name: 'cv.txt', mime: 'text/plain', size: 5 } })
    expect(await addReceivedFile(at, { id, bytes: words('other'), name: 'b.txt' })).toEqual(first)
    const at2 = where()
    const twice = uuidv7()
    const both = await Promise.all([1, 2].map(() => addReceivedFile(at2, { id: twice, bytes: words(), name: 'a.txt' })))
    expect(both[0]).toEqual(both[1])
  })

  it('is private, and has the plain address', async () => {
    const taken = await addReceivedFile(where(), { id: uuidv7(), bytes: words(), name: 'a.txt' })
    if (!taken.ok) throw new Error(taken.reason)
    expect(taken.file.url).not.toContain('?')
    expect(await show(taken.file.url)).toMatchObject({ status: 404 })
    const { body } = await as(olga).get('/files?by=contact&limit=1')
    expect((await show(body.data[0].url)).bytes.toString()).toBe('words')
  })

  it('is refused with a reason: too large, of no kind that is taken, or without room', async () => {
    const big = await addReceivedFile(where(), { id: uuidv7(), bytes: Buffer.alloc(20_000_001, 'a'), name: 'a.txt' })
    expect(big).toEqual({ ok: false, reason: 'A file may have 20 MB.' })
    const svg = await addReceivedFile(where(), { id: uuidv7(), bytes: words('<svg onload="x">'), name: 'a.png' })
    expect(svg).toMatchObject({ ok: false })
    const workspaceId = await newWorkspace('Full')
    const at = { ...where(), workspaceId }
    await addReceivedFile(at, { id: uuidv7(), bytes: words(), name: 'a.txt' })
    await inWorkspace(at, ({ db }) => db.updateTable('files').set({ size: 2_000_000_000 }).execute())
    expect(await addReceivedFile(at, { id: uuidv7(), bytes: words(), name: 'b.txt' })).toMatchObject({ ok: false })
  })

  it('may have more than an upload', async () => {
    const bytes = Buffer.alloc(15_000_000, 'a')
    expect(await addReceivedFile(where(), { id: uuidv7(), bytes, name: 'a.txt' })).toMatchObject({ ok: true })
  })
})

function send(bytes: Uint8Array | string, name: string, by = mia) {
  const { body, headers } = formOf(bytes, name)
  return as(by).post('/files', body, headers)
}

async function show(url: string, headers: Record<string, string> = {}) {
  const answer = await theApp().request(url.replace('http://localhost:3000', ''), { headers })
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
}
