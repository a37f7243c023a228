/** Channels whose provider has to be asked: when, since when, and that nothing counts twice. */
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lineBox } from '../channels/lines.ts'
import { boxPlace, setServiceUrls } from '../connections/accounts.ts'
import { seal } from '../crypto.ts'
import { bare } from '../db/database.ts'
import { newBot, until } from '../test/chat.ts'
import { type Counterpart, openOutside, startCounterpart } from '../test/counterpart.ts'
import { theWorld } from '../test/world.ts'
import { pollChannels, pollPlace } from './polls.ts'

const world = theWorld()
const PLACE = 'accounts/1/locations/2'
let google: Counterpart
let close: () => void
let reviews: object[] = []
let status = 200

beforeAll(async () => {
  google = await startCounterpart((request, response) => {
    const isToken = request.url?.startsWith('/token')
    const body = isToken ? { access_token: 't', expires_in: 3600 } : { reviews }
    response.writeHead(isToken ? 200 : status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  close = openOutside([google.port])
  setServiceUrls({ SERVICE_URLS: { 'google-oauth': google.url, 'google-reviews': google.url } })
})
afterAll(async () => {
  setServiceUrls({ SERVICE_URLS: {} })
  close()
  await google.close()
})
beforeEach(async () => {
  await bare().deleteFrom('channels').execute()
  reviews = []
  status = 200
})

/** A bot that answers the reviews of a business. */
async function connected(): Promise<{ workspaceId: string; channelId: string; botId: string }> {
  const { id: botId } = await newBot(world.olga, { start: 'end', steps: { end: { block: 'end' } } })
  const [workspaceId, connectionId, id] = [world.acme, uuidv7(), uuidv7()]
  const keys = JSON.stringify({ clientId: 'c', clientSecret: 's', refreshToken: id })
  const box = seal(keys, boxPlace(workspaceId, connectionId))
  await bare().deleteFrom('connections').where('workspaceId', '=', workspaceId).execute()
  await bare()
    .insertInto('connections')
    .values({ workspaceId, id: connectionId, integration: 'google-business', sealed: box })
    .execute()
  const sealed = seal(JSON.stringify({ place: PLACE, topic: '' }), lineBox(workspaceId, id))
  const about = {
    channel: 'google-reviews',
    place: PLACE,
    status: 'connected',
    settings: JSON.stringify({ page: PLACE }),
  }
  await bare()
    .insertInto('channels')
    .values({ workspaceId, id, botId, connectionId, sealed, ...about })
    .execute()
  return { workspaceId, channelId: id, botId }
}

function review(name: string): object {
  return { name: `${PLACE}/reviews/${name}`, starRating: 'FIVE', updateTime: new Date().toISOString() }
}

async function waiting(botId: string): Promise<number> {
  const rows = await bare().selectFrom('inbound').select('key').execute()
  return rows.filter(({ key }) => key.includes(botId)).length
}

async function settingsOf(id: string): Promise<unknown> {
  const { settings } = await bare()
    .selectFrom('channels')
    .select('settings')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return settings
}

function timesAsked(): number {
  return google.asked.filter(({ url }) => url.includes('/reviews')).length
}

describe('a channel that has to be asked', () => {
  it('takes in what is new, and is left alone for five minutes', async () => {
    const { botId, channelId } = await connected()
    reviews = [review('a'), review('b')]
    const before = timesAsked()
    await pollChannels()
    await pollChannels()
    expect(timesAsked() - before).toBe(1)
    expect(await waiting(botId)).toBe(2)
    expect(await settingsOf(channelId)).toMatchObject({ page: PLACE, polled: { since: expect.any(String) } })
  })

  it('is asked at once when there is news, and nothing counts twice', async () => {
    const { botId, channelId, workspaceId } = await connected()
    reviews = [review('c')]
    await pollChannels()
    reviews = [review('d'), ...reviews]
    pollPlace({ workspaceId, channelId })
    await until(
      () => settingsOf(channelId),
      (settings) => JSON.stringify(settings).includes('"at":null'),
    )
    await pollChannels()
    expect(await waiting(botId)).toBe(2)
  })

  it('is asked by one worker only', async () => {
    await connected()
    const before = timesAsked()
    await Promise.all([pollChannels(), pollChannels(), pollChannels()])
    expect(timesAsked() - before).toBe(1)
  })

  it('that refuses is asked again later, since the same instant', async () => {
    const { botId, channelId, workspaceId } = await connected()
    reviews = [review('e')]
    status = 503
    await pollChannels()
    expect(await settingsOf(channelId)).not.toMatchObject({ polled: { since: expect.any(String) } })
    status = 200
    pollPlace({ workspaceId, channelId })
    await until(
      () => settingsOf(channelId),
      (settings) => JSON.stringify(settings).includes('"at":null'),
    )
    await pollChannels()
    expect(await waiting(botId)).toBe(1)
  })
})
