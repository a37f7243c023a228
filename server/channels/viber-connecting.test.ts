/** A provider that asks, while its channel is being connected, whether we are there: nothing else is believed until there are keys. */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { setServiceUrls } from '../connections/accounts.ts'
import { as, request } from '../test/as.ts'
import { type Counterpart, openOutside, startCounterpart } from '../test/counterpart.ts'
import { theWorld } from '../test/world.ts'

const { olga } = theWorld()
const TOKEN = '4453b6ac1234567b-e02c5f12174805f9-daec9cbb5448c51f'
const HELLO = {
  event: 'message',
  timestamp: 1_782_891_000_000,
  message_token: 49126,
  sender: { id: 'ann', name: 'Ann' },
  message: { type: 'text', text: 'Hello' },
}

/** What our address answered while the webhook was being set: to the question, and to a message signed with the right key. */
const answered: number[] = []
let address = ''
let viber: Counterpart
let close = () => {}

beforeAll(async () => {
  viber = await startCounterpart(async (asked, answer) => {
    const sets = asked.url === '/pa/set_webhook'
    const given = viber.asked.findLast(({ url }) => url === asked.url)?.body ?? '{}'
    if (sets) await callBack(JSON.parse(given).url)
    const isThere = !sets || answered[0] === 200
    const webhook = address
    answer.setHeader('content-type', 'application/json')
    answer.end(JSON.stringify({ status: isThere ? 0 : 1, id: 'pa:1', name: 'Acme', webhook }))
  })
  close = openOutside([viber.port])
  setServiceUrls({ SERVICE_URLS: { viber: viber.url } })
})

afterAll(async () => {
  close()
  setServiceUrls({ SERVICE_URLS: {} })
  await viber.close()
})

async function callBack(url: string): Promise<void> {
  if (!url) return
  address = url
  answered.push((await tell({ event: 'webhook', timestamp: 1, message_token: 1 })).status, (await tell(HELLO)).status)
}

function tell(callback: object, key = TOKEN) {
  const body = JSON.stringify(callback)
  const signature = createHmac('sha256', key).update(body).digest('hex')
  return request('POST', new URL(address).pathname, { body, headers: { 'x-viber-content-signature': signature } })
}

it('is answered, and what people write is refused until the keys are kept', async () => {
  const { body: bot } = await as(olga).post('/bots', { name: 'Hal' })
  const answer = await as(olga).post(`/bots/${bot.id}/channels/viber`, { form: { authToken: TOKEN } })
  expect(answer).toHaveStatus(201)
  expect(answered).toEqual([200, 401])
  expect(await tell(HELLO)).toHaveStatus(200)
  expect(await tell(HELLO, TOKEN.replace('4', '5'))).toHaveStatus(401)
})
