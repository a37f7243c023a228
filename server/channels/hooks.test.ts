/** Addresses of a whole account: signed with the secret of its app, and led on by the place that is named. */
import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { openAccount } from '../connections/accounts.ts'
import { setOperatorApps } from '../connections/operator-apps.ts'
import { bare } from '../db/database.ts'
import { as, request, theApp } from '../test/as.ts'
import { newTeam, type Team } from '../test/team.ts'
import { theWorld } from '../test/world.ts'
import { APP, theFacebook, USER_TOKEN } from './providers.fixture.ts'

theWorld()
theFacebook()

const NO_APPS = {
  FACEBOOK_APP_ID: undefined,
  FACEBOOK_APP_SECRET: undefined,
  GOOGLE_CLIENT_ID: undefined,
  GOOGLE_CLIENT_SECRET: undefined,
}
afterEach(async () => {
  setOperatorApps(NO_APPS)
  await sql`delete from channel_places`.execute(bare())
})

interface Speaking extends Team {
  bot: string
  path: string
}

/** A team whose bot speaks on this Page, and the address Facebook writes to. */
async function onPage(place: string, account: object = { ...APP, userToken: USER_TOKEN }): Promise<Speaking> {
  const team = await newTeam()
  expect(await as(team.olga).post('/integrations/facebook/connection', { secrets: account })).toHaveStatus(201)
  const bot = (await as(team.olga).post('/bots', { name: 'Hal' })).body.id
  const connected = await as(team.olga).post(`/bots/${bot}/channels/messenger`, { place })
  expect(connected).toHaveStatus(201)
  return { ...team, bot, path: new URL(connected.body.hookUrl).pathname }
}

let count = 0
const words = (page: string) => {
  count += 1
  const message = { mid: `m_${count}`, text: 'Hi' }
  const event = { sender: { id: '5' }, recipient: { id: page }, timestamp: 1_782_891_000_000, message }
  return { id: page, time: 1_782_891_000_000, messaging: [event] }
}

function tell(path: string, entries: object[], secret = APP.appSecret) {
  const body = JSON.stringify({ object: 'page', entry: entries })
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  return request('POST', path, { body, headers: { 'x-hub-signature-256': signature } })
}

async function heardBy({ workspaceId }: Team): Promise<number> {
  const rows = await bare().selectFrom('inbound').select('id').where('workspaceId', '=', workspaceId).execute()
  return rows.length
}

const ask = (path: string, word: string) =>
  request('GET', `${path}?hub.mode=subscribe&hub.challenge=42&hub.verify_token=${encodeURIComponent(word)}`)

describe('the address of an account', () => {
  it('answers the question whether it is ours, to whom knows the word', async () => {
    const acme = await onPage('101')
    const secrets = (await openAccount(acme.workspaceId, 'facebook'))?.secrets
    const { verifyToken } = Object(secrets)
    expect(await ask(acme.path, verifyToken)).toMatchObject({ status: 200, text: '42' })
    for (const word of ['', 'wrong', verifyToken.slice(1)])
      expect([word, (await ask(acme.path, word)).status]).toEqual([word, 403])
  })

  it('leads each message to the bot that speaks on the Page, and drops those of other Pages', async () => {
    const acme = await onPage('101')
    expect(await tell(acme.path, [words('101'), words('999'), words('101')])).toHaveStatus(200)
    expect(await heardBy(acme)).toBe(2)
  })

  it('attack 99: leads to nobody of another workspace, whatever it names and by whose secret', async () => {
    const acme = await onPage('101')
    const globex = await onPage('102', { ...APP, appSecret: 'canary-globex-secret-1234', userToken: USER_TOKEN })
    expect(await tell(globex.path, [words('101')], 'canary-globex-secret-1234')).toHaveStatus(200)
    expect(await tell(acme.path, [words('101')], 'canary-globex-secret-1234')).toHaveStatus(401)
    expect(await tell(acme.path, [words('101')], '')).toHaveStatus(401)
    expect([await heardBy(acme), await heardBy(globex)]).toEqual([0, 0])
  })
})

describe('the address of the operator’s app', () => {
  const SECRET = 'canary-operator-secret-1234'
  const OPERATORS = { ...NO_APPS, FACEBOOK_APP_ID: '99887766', FACEBOOK_APP_SECRET: SECRET }

  it('is one for all workspaces: each message goes to whose Page it is', async () => {
    setOperatorApps(OPERATORS)
    const acme = await onPage('101', { userToken: USER_TOKEN })
    const globex = await onPage('102', { userToken: USER_TOKEN })
    expect([acme.path, globex.path]).toEqual(['/in/messenger/app', '/in/messenger/app'])
    expect(await tell(acme.path, [words('101'), words('102'), words('102')], SECRET)).toHaveStatus(200)
    expect([await heardBy(acme), await heardBy(globex)]).toEqual([1, 2])
  })

  it('is verified by its secret, and is not there without an app', async () => {
    expect(await tell('/in/messenger/app', [words('101')], '')).toHaveStatus(404)
    setOperatorApps(OPERATORS)
    expect(await tell('/in/messenger/app', [words('101')])).toHaveStatus(401)
    expect(await tell('/in/telegram/app', [words('101')], SECRET)).toHaveStatus(404)
  })

  it('says so where far too much comes at once', async () => {
    setOperatorApps(OPERATORS)
    const answers = await Promise.all(Array.from({ length: 3005 }, () => request('GET', '/in/whatsapp/app')))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 429)).toHaveLength(5)
    expect(answers.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('10')
    const fromElsewhere = { incoming: { socket: { remoteAddress: '203.0.113.9' } } }
    const heard = await theApp().request('http://localhost:3000/in/whatsapp/app', {}, fromElsewhere)
    expect(heard.status).toBe(400)
  })
})
