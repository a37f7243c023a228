/** Signed links: attack 15, whole; what leaves for whom, and for how long. */
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { visitorOfToken } from '../access/public-bot.ts'
import { subscribe } from '../bus.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { as, request, theApp } from '../test/as.ts'
import { ECHO, newBot, newVisitor, type TestBot, theWorker, until } from '../test/chat.ts'
import { newTeam } from '../test/team.ts'
import { theWorld } from '../test/world.ts'
import { addressesIn, readAddress, secondsLeft, signedAddress, signIn } from './addresses.ts'
import { formOf } from './form.fixture.ts'
import { signed, signedFor } from './links.ts'

const world = theWorld()
theWorker()
const { olga, adam, mia, rex, uma } = world

let photo: Buffer
beforeAll(async () => {
  photo = await sharp({ create: { width: 9, height: 6, channels: 3, background: '#336699' } })
    .jpeg()
    .toBuffer()
})

const get = async (url: string, headers: Record<string, string> = {}) => {
  const answer = await theApp().request(url.replace('http://localhost:3000', ''), { headers })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

const plain = (url: string) => url.split('?')[0] ?? ''

/** A visitor of a new bot, and the photo that they have sent there. */
async function aSentPhoto() {
  const bot = await newBot(olga, ECHO)
  const visitor = await newVisitor(bot)
  return { bot, visitor, file: await upload(bot, visitor.token) }
}

async function upload(bot: TestBot, token: string) {
  const { body, headers } = formOf(photo, 'my cat (1).jpg')
  const answer = await request('POST', `/api/chat/${bot.publicKey}/files`, {
    body,
    headers: { ...headers, authorization: `Bearer ${token}` },
  })
  expect(answer).toHaveStatus(201)
  return answer.body
}

/** The address with the sign at this place turned into another one. */
function turned(url: string, at: number): string {
  const place = at < 0 ? url.length + at : at
  return `${url.slice(0, place)}${url[place] === 'A' ? 'B' : 'A'}${url.slice(place + 1)}`
}

describe('attack 15: a file that somebody sent', () => {
  it('is not shown at its plain address, nor with half a signature', async () => {
    const { file } = await aSentPhoto()
    const { searchParams } = new URL(file.url)
    expect(await get(file.url)).toMatchObject({ status: 200 })
    expect(await get(plain(file.url))).toMatchObject({ status: 404 })
    expect(await get(`${plain(file.url)}?until=${searchParams.get('until')}`)).toMatchObject({ status: 404 })
    expect(await get(`${plain(file.url)}?sig=${searchParams.get('sig')}`)).toMatchObject({ status: 404 })
  })

  it('is not shown once the link has expired, nor with a later time than was signed', async () => {
    const { file } = await aSentPhoto()
    const address = readAddress(file.url)
    if (!address) throw new Error('no address')
    const old = signedAddress(address, Date.now() - 3_600_000)
    expect(await get(old)).toMatchObject({ status: 404 })
    expect(await get(old.replace(/until=\d+/, 'until=9999999999'))).toMatchObject({ status: 404 })
  })

  it.each([
    ['the last sign of the signature turned', (url: string) => turned(url, -1)],
    ['the first sign of it turned', (url: string) => turned(url, url.indexOf('sig=') + 4)],
    ['a sign behind it', (url: string) => `${url}A`],
    ['an empty one', (url: string) => url.replace(/sig=.*/, 'sig=')],
    ['another time', (url: string) => url.replace(/until=(\d+)/, (_, until) => `until=${Number(until) + 1}`)],
    ['a time that is none', (url: string) => url.replace(/until=\d+/, 'until=1e99')],
    ['another key', (url: string) => url.replace(/\/[\w-]{43}\//, `/${'A'.repeat(43)}/`)],
    ['a path that leads up', (url: string) => url.replace(/\/[\w-]{43}\//, '/..%2f..%2fsecrets.key/')],
    ['dots for a key', (url: string) => url.replace(/\/[\w-]{43}\//, '/../../')],
  ])('is not shown with %s', async (_, change) => {
    const { file } = await aSentPhoto()
    expect(await get(change(file.url))).toMatchObject({ status: 404 })
  })

  it('is not shown to another workspace: not by its address, its id, nor with a signature of theirs', async () => {
    const { file } = await aSentPhoto()
    const address = readAddress(file.url)
    if (!address) throw new Error('no address')
    expect(await get(file.url.replace(world.acme, world.globex))).toMatchObject({ status: 404 })
    const theirs = signedAddress({ ...address, workspaceId: world.globex })
    expect(await get(theirs)).toMatchObject({ status: 404 })
    expect(await get(theirs.replace(world.globex, world.acme))).toMatchObject({ status: 404 })
    expect(await get(plain(file.url), { authorization: `Bearer ${rex.token}` })).toMatchObject({ status: 404 })
    expect((await as(rex).get('/files?by=contact')).text).not.toContain(address.key)
  })

  it('is shown to members who may read the chat, also from a field or an export', async () => {
    const { file } = await aSentPhoto()
    const shown = await get(plain(file.url), { authorization: `Bearer ${adam.token}` })
    expect([shown.status, shown.headers.get('cache-control')]).toEqual([200, 'private, max-age=0'])
    expect(await get(plain(file.url), { authorization: `Bearer ${uma.token}` })).toMatchObject({ status: 404 })
  })

  it('is not shown to members who may see other bots only (M3)', async () => {
    const team = await newTeam()
    const bot = await newBot(team.olga, ECHO)
    const file = await upload(bot, (await newVisitor(bot)).token)
    await inWorkspace(team, ({ db }) =>
      db.updateTable('members').set({ access: 'restricted' }).where('id', '=', team.mia.memberId).execute(),
    )
    expect(await get(plain(file.url), { authorization: `Bearer ${team.adam.token}` })).toMatchObject({ status: 200 })
    expect(await get(plain(file.url), { authorization: `Bearer ${team.mia.token}` })).toMatchObject({ status: 404 })
  })

  it('is kept by browsers no longer than the link is good', async () => {
    const { file } = await aSentPhoto()
    const [, seconds = ''] =
      /^private, max-age=(\d+)$/.exec((await get(file.url)).headers.get('cache-control') ?? '') ?? []
    expect(Number(seconds)).toBeGreaterThan(0)
    expect(Number(seconds)).toBeLessThanOrEqual(3600)
  })
})

describe('a file in a chat', () => {
  it('is stored with its plain address, and read with a signed one by the visitor and by the team', async () => {
    const { visitor, file } = await aSentPhoto()
    await visitor.send({ kind: 'file', ...file })
    const { body } = await until(
      () => visitor.messages(),
      (answer) => answer.body.data.length > 0,
    )
    expect(await get(body.data[0].content.url)).toMatchObject({ status: 200 })
    expect(await storedContent()).toContain(`"${plain(file.url)}"`)
    const { body: chats } = await as(mia).get('/conversations?limit=1')
    const { body: read } = await as(mia).get(`/conversations/${chats.data[0].id}/messages`)
    expect(await get(read.data[0].content.url)).toMatchObject({ status: 200 })
  })

  it('is told live with signed addresses, to dashboards and to the other windows of the visitor', async () => {
    const { bot, visitor, file } = await aSentPhoto()
    const told: string[] = []
    const topics = [`workspace:${world.acme}`, `visitor:${bot.id}:${visitorOfToken(visitor.token, bot.id)}`]
    const stops = topics.map((topic) => subscribe(topic, (message) => told.push(`${topic} ${JSON.stringify(message)}`)))
    await visitor.send({ kind: 'file', ...file })
    await visitor.say(plain(file.url))
    await visitor.chat(3)
    const isWhole = () =>
      topics.map((topic) => told.filter((each) => each.startsWith(topic) && each.includes('sig=')).length)
    await until(
      async () => isWhole(),
      ([dashboards = 0, windows = 0]) => dashboards >= 3 && windows >= 3,
    )
    for (const stop of stops) stop()
    expect(told.filter((each) => each.includes(`${plain(file.url)}"`))).toEqual([])
  })

  it('can be sent again with a link that has expired meanwhile', async () => {
    const { visitor, file } = await aSentPhoto()
    const expired = file.url.replace(/until=\d+/, 'until=1000')
    expect(await visitor.send({ kind: 'file', ...file, url: expired })).toHaveStatus(202)
  })

  it('cannot be sent by another visitor who has seen its address', async () => {
    const { bot, file } = await aSentPhoto()
    const stranger = await newVisitor(bot)
    expect(await stranger.send({ kind: 'file', ...file })).toHaveStatus(422)
  })

  it('is not signed anew for somebody else who has the bot say its address', async () => {
    const { bot, file } = await aSentPhoto()
    const stranger = await newVisitor(bot)
    await stranger.say(`look: ${plain(file.url)}`)
    const [, said = ''] = await stranger.chat(2)
    expect(said).toContain(plain(file.url))
    expect(said).not.toContain('sig=')
  })

  it('is signed in the words that a bot says to the one who sent it', async () => {
    const { visitor, file } = await aSentPhoto()
    await visitor.say(`look: ${plain(file.url)}.`)
    const [, said = ''] = await visitor.chat(2)
    const [url = ''] = /http\S+sig=[\w-]{43}/.exec(said) ?? []
    expect(await get(url)).toMatchObject({ status: 200 })
  })

  it('is signed as one value for calls, and anew where an old link was kept', async () => {
    const { bot, file } = await aSentPhoto()
    const at = { workspaceId: world.acme, botId: bot.id }
    const old = file.url.replace(/until=\d+/, 'until=1000')
    const call = { kind: 'http', body: { text: JSON.stringify({ cv: old, other: 'https://x.test/files/a' }) } }
    const { cv } = JSON.parse((await signed(at, call)).body.text)
    expect(await get(cv)).toMatchObject({ status: 200 })
    expect(await signed({ ...at, workspaceId: world.globex }, call)).toEqual(call)
    expect(await signedFor({ ...at, channel: 'webchat', address: 'x' }, { author: 'bot', call })).toMatchObject({
      call,
    })
  })

  it('of the team keeps its open address', async () => {
    const { body, headers } = formOf(photo, 'offer.jpg')
    const { body: file } = await as(mia).post('/files', body, headers)
    expect(await signed({ workspaceId: world.acme, botId: file.id }, { url: file.url })).toEqual({ url: file.url })
    expect(await get(file.url)).toMatchObject({ status: 200 })
  })
})

describe('an address', () => {
  const key = 'k'.repeat(43)
  const workspaceId = '01900000-0000-7000-8000-000000000001'
  const url = `http://localhost:3000/files/${workspaceId}/${key}/my%20cat%20%281%29.jpg`

  it('is the same for half an hour, and good for at least as long', () => {
    const address = { plain: url, workspaceId, key }
    const noon = Date.UTC(2026, 10, 24, 12)
    expect(signedAddress(address, noon)).toBe(signedAddress(address, noon + 1_799_000))
    expect(signedAddress(address, noon)).not.toBe(signedAddress(address, noon + 1_800_000))
    const { searchParams } = new URL(signedAddress(address, noon + 1_799_000))
    const shown = { until: searchParams.get('until') ?? '', sig: searchParams.get('sig') ?? '' }
    expect(secondsLeft(address, shown, noon + 1_799_000)).toBe(1801)
    expect(secondsLeft(address, shown, noon + 3_600_000)).toBe(0)
  })

  it.each([
    ['alone', url],
    ['in a sentence', `Here: ${url}. And more`],
    ['in brackets', `[my cat](${url})`],
    ['in bold', `*${url}*`],
    ['in JSON', JSON.stringify({ url })],
    ['signed before', `${url}?until=12&sig=${'s'.repeat(43)} and more`],
  ])('is found %s', (_, text) => {
    expect(addressesIn(workspaceId, text).map(({ plain }) => plain)).toEqual([url])
    const found = /\?until=\d+&sig=[\w-]{43}/g
    expect(signIn(text, workspaceId, new Set([key])).match(found)).toHaveLength(1)
    expect(signIn(text, workspaceId, new Set()).replace(found, '')).toBe(text.replace(found, ''))
  })

  it('of an older file may hold brackets', () => {
    const old = url.replace('%281%29', '(1)')
    expect(addressesIn(workspaceId, `(${old})`).map(({ plain }) => plain)).toEqual([old])
  })

  it.each([
    'https://evil.test/files/x',
    `${url}/more`,
    url.replace('3000', '3001'),
    url.replace(key, 'short'),
    url.replace(key, '..'),
    `/files/${workspaceId}/${key}/cat.jpg`,
  ])('of elsewhere is none of ours: %s', (other) => {
    expect(readAddress(other)).toBeUndefined()
  })
})

async function storedContent(): Promise<string> {
  const rows = await inWorkspace({ workspaceId: world.acme }, ({ db }) =>
    db.selectFrom('messages').select('content').where('workspaceId', '=', world.acme).execute(),
  )
  return JSON.stringify(rows)
}
