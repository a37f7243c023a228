/** Files: who may add, see and remove them, what is taken, and what an address gives (attacks 15, 89). */
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { inWorkspace } from '../db/in-workspace.ts'
import { as, request, theApp } from '../test/as.ts'
import { ECHO, newBot, newVisitor, theWorker, until } from '../test/chat.ts'
import { newTeam } from '../test/team.ts'
import { theWorld } from '../test/world.ts'
import { formOf, soundOf } from './form.fixture.ts'

const world = theWorld()
theWorker()
const { olga, mia, rex } = world

let photo: Buffer
beforeAll(async () => {
  const plain = sharp({ create: { width: 900, height: 600, channels: 3, background: '#336699' } })
  photo = await plain
    .jpeg()
    .withExif({ IFD0: { Copyright: 'canary-exif' } })
    .toBuffer()
})

const send = (bytes: Uint8Array | string, name: string, by = mia) => {
  const { body, headers } = formOf(bytes, name)
  return as(by).post('/files', body, headers)
}

const plain = (url: string) => url.split('?')[0] ?? ''

const show = async (url: string, headers: Record<string, string> = {}, method = 'GET') => {
  const answer = await theApp().request(url.replace('http://localhost:3000', ''), { method, headers })
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}

describe('a file', () => {
  it('is added by a member, listed newest first, and open to who knows its address', async () => {
    await send('first', 'one.txt')
    const { body: file } = await send(photo, 'Unser Büro.jpg')
    expect(file).toMatchObject({ name: 'Unser Büro.jpg', mime: 'image/jpeg', kind: 'image', addedBy: { name: 'Mia' } })
    const { body: page } = await as(olga).get('/files?limit=2')
    expect(page.data.map((each: { name: string }) => each.name)).toEqual(['Unser Büro.jpg', 'one.txt'])
    expect((await as(olga).get('/files?kind=image')).body.data).toHaveLength(1)
    expect(await show(file.url)).toMatchObject({ status: 200 })
  })

  it('of the team is removed by who sees certain bots only where they added it themselves (M3)', async () => {
    const team = await newTeam()
    const { body: ours } = await send('for all', 'ours.txt', team.olga)
    await inWorkspace(team, ({ db }) =>
      db.updateTable('members').set({ access: 'restricted' }).where('id', '=', team.mia.memberId).execute(),
    )
    const { body: own } = await send('mine', 'mine.txt', team.mia)
    expect(await as(team.mia).delete(`/files/${ours.id}`)).toHaveStatus(403)
    expect(await as(team.mia).delete(`/files/${own.id}`)).toHaveStatus(204)
  })

  it('comes page by page', async () => {
    await send('second', 'two.txt')
    const { body: first } = await as(olga).get('/files?limit=1')
    const { body: next } = await as(olga).get(`/files?limit=1&cursor=${first.nextCursor}`)
    expect(next.data[0].id).not.toBe(first.data[0].id)
    expect(await as(rex).get(`/files?cursor=${first.nextCursor}`)).toHaveStatus(400)
  })

  it('does not exist for others: no list, no removal, no guessed address (attacks 1, 15)', async () => {
    const { body: file } = await send('for us', 'ours.txt')
    expect((await as(rex).get('/files')).body.data).toEqual([])
    expect(await as(rex, world.acme).get('/files')).toHaveStatus(404)
    expect(await as(rex).delete(`/files/${file.id}`)).toHaveStatus(404)
    expect(await show(file.url.replace(world.acme, world.globex))).toMatchObject({ status: 404 })
    expect(await show(file.url.replace(/.(\/[^/]*)$/, '~$1'))).toMatchObject({ status: 404 })
    expect(await show(file.url.replace(/\/[\w-]{43}\//, `/${'A'.repeat(43)}/`))).toMatchObject({ status: 404 })
    expect(await request('POST', `/api/workspaces/${world.acme}/files`, formOf('x', 'x.txt'))).toHaveStatus(401)
  })

  it('is gone when it is removed', async () => {
    const { body: file } = await send('short-lived', 'gone.txt')
    expect(await as(mia).delete(`/files/${file.id}`)).toHaveStatus(204)
    expect(await show(file.url)).toMatchObject({ status: 404 })
    expect(await as(mia).delete(`/files/${file.id}`)).toHaveStatus(404)
  })

  it('is sent once under one Idempotency-Key, with its bytes whole', async () => {
    const { body, headers } = formOf(photo, 'once.jpg')
    const [one, two] = [
      await as(mia).post('/files', body, { ...headers, 'idempotency-key': 'once' }),
      await as(mia).post('/files', body, { ...headers, 'idempotency-key': 'once' }),
    ]
    expect(one).toHaveStatus(201)
    expect(two.body.id).toBe(one.body.id)
  })
})

describe('an address', () => {
  it('lets nothing run, and is kept for good', async () => {
    const { body: file } = await send('a,b\n1,2', 'table.csv')
    const { headers, bytes } = await show(file.url)
    expect(bytes.toString()).toBe('a,b\n1,2')
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="table.csv"/)
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect((await show((await send(photo, 'a.jpg')).body.url)).headers.get('content-disposition')).toMatch(/^inline/)
  })

  it('gives sounds in parts, and no part that is not there', async () => {
    const sound = soundOf(4000)
    const { body: file } = await send(sound, 'hello.wav')
    expect(file).toMatchObject({ kind: 'audio', mime: 'audio/wav' })
    const part = await show(file.url, { range: 'bytes=10-19' })
    expect(part.status).toBe(206)
    expect(part.bytes).toEqual(sound.subarray(10, 20))
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${sound.length}`)
    expect((await show(file.url, { range: 'bytes=-5' })).bytes).toEqual(sound.subarray(-5))
    expect(await show(file.url, { range: 'bytes=99999999-' })).toMatchObject({ status: 416 })
    const head = await show(file.url, {}, 'HEAD')
    expect([head.headers.get('content-length'), head.bytes.length]).toEqual([String(sound.length), 0])
  })
})

describe('a visitor', () => {
  const upload = (publicKey: string, token: string, form = formOf(photo, '../../etc/cat.jpg')) =>
    request('POST', `/api/chat/${publicKey}/files`, {
      body: form.body,
      headers: { ...form.headers, authorization: `Bearer ${token}` },
    })

  it('sends a file, and what it is is as we found it', async () => {
    const bot = await newBot(olga, ECHO)
    const visitor = await newVisitor(bot)
    const { body: file } = await upload(bot.publicKey, visitor.token)
    expect(file).toMatchObject({ name: 'cat.jpg', mime: 'image/jpeg' })
    expect(await visitor.send({ kind: 'file', ...file, mime: 'text/html', size: 1, name: 'x' })).toHaveStatus(202)
    const { body } = await until(
      () => visitor.messages(),
      (answer) => answer.body.data.length > 0,
    )
    const { content } = body.data[0]
    expect({ ...content, url: plain(content.url) }).toEqual({ kind: 'file', ...file, url: plain(file.url) })
    for (const url of [file.url, content.url]) expect(await show(url)).toMatchObject({ status: 200 })
  })

  it('sends no address from elsewhere, and none of another bot', async () => {
    const [bot, other] = [await newBot(olga, ECHO), await newBot(olga, ECHO)]
    const visitor = await newVisitor(bot)
    const { body: file } = await upload(other.publicKey, (await newVisitor(other)).token)
    for (const url of [file.url, 'https://evil.test/files/x', file.url.replace('localhost', 'evil.test')]) {
      expect(await visitor.send({ kind: 'file', ...file, url })).toHaveStatus(422)
    }
    expect(await upload(bot.publicKey, 'A'.repeat(64))).toHaveStatus(404)
    expect(await request('POST', `/api/chat/${bot.publicKey}/files`, formOf(photo, 'a.jpg'))).toHaveStatus(401)
  })
})

it('refuses a file that no longer fits into the workspace', async () => {
  await inWorkspace({ workspaceId: world.acme }, async ({ db }) => {
    await db.updateTable('files').set({ size: 2_000_000_000 }).execute()
  })
  const refused = await send('one more', 'more.txt')
  expect(refused).toHaveStatus(402)
  expect(refused.body.detail).toContain('2 GB')
})
