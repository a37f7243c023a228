/** Reviews: who may push, what a review says, asking for them, and the one reply that each has. */
import { describe, expect, it } from 'vitest'
import type { Ask, Asked } from '../../shared/account.ts'
import { answered } from '../../shared/answered.fixture.ts'
import type { Line, Outgoing, Recipient } from '../channel.ts'
import { googleReviews } from './channel.ts'
import type { googleReviewsDefinition } from './definition.ts'
import { keysOfGoogle, PLACE, push, samples, tokenOfGoogle, URL_OF_HOOK } from './samples.fixture.ts'

type Changed = Parameters<typeof tokenOfGoogle>[0]
let people = 0

/** The account of somebody new, so that no token of another test is known. */
function lineOf(answer: (asked: Asked) => unknown, asked: Asked[] = []): Line<typeof googleReviewsDefinition> {
  const ask: Ask = async (request) => {
    asked.push(request)
    if (request.url.endsWith('/token')) return answered(200, { access_token: `t${people}`, expires_in: 3600 })
    const given = answer(request)
    return typeof given === 'number' ? answered(given) : answered(200, given)
  }
  people++
  const secrets = { clientId: 'c', clientSecret: 's', refreshToken: `r${people}` }
  return {
    secrets: { place: PLACE, topic: '' },
    through: { integration: 'google-business', secrets },
    urls: samples.line.urls,
    hook: samples.line.hook,
    ask,
  }
}

function review(name: string, more: object = {}): object {
  return { name: `${PLACE}/reviews/${name}`, starRating: 'FOUR', updateTime: '2026-07-01T07:30:00Z', ...more }
}

async function saidAs(more: object): Promise<unknown> {
  const line = lineOf(() => ({ reviews: [review('a', more)] }))
  const polled = await googleReviews.poll?.(line, '2026-07-01T07:00:00.000Z')
  return polled?.ok ? polled.data.inbound[0] : polled
}

const to: Recipient = {
  workspaceId: 'acme',
  botId: 'hal',
  address: `${PLACE}/reviews/a`,
  replyWith: null,
  lastWroteAt: null,
}
const message = (text: string, part = 0): Outgoing => ({
  ...{ id: 'm', seq: 1, author: 'bot', name: null, at: '2026-07-01T07:31:00Z', part, key: 'k' },
  content: { kind: 'text', text },
})

describe('a push', () => {
  it.each(samples.requests)('of $what is verified and read', async ({ request, read }) => {
    expect(
      await googleReviews.verify(
        request,
        lineOf(() => ({})),
        keysOfGoogle,
      ),
    ).toBe(true)
    expect(
      googleReviews.read(
        request,
        lineOf(() => ({})),
      ),
    ).toEqual(read)
  })

  const faults: Array<[string, Changed]> = [
    ['for another address', { audience: 'https://bots.globex.test/in/google-reviews/x' }],
    ['of another issuer', { issuer: 'https://accounts.evil.test' }],
    ['that is old', { age: '-2h' }],
    ['of an address that is not verified', { claims: { email: 'a@b.test', email_verified: false } }],
    ['of nobody', { claims: {} }],
    ['signed by somebody else', { isForged: true }],
    ['with a key that Google does not have', { kid: 'k2' }],
  ]
  it.each(faults)('with a token %s is not believed', async (_, changed) => {
    const request = push(await tokenOfGoogle(changed), {})
    expect(
      await googleReviews.verify(
        request,
        lineOf(() => ({})),
        keysOfGoogle,
      ),
    ).toBe(false)
  })

  it('without a token, without keys or to no address is not believed', async () => {
    const line = lineOf(() => ({}))
    const request = push(await tokenOfGoogle(), {})
    expect(await googleReviews.verify({ ...request, headers: {} }, line, keysOfGoogle)).toBe(false)
    const urls = { ...line.urls, 'google-certs': 'https://silent.test' }
    expect(await googleReviews.verify(request, { ...line, urls }, async () => answered(500))).toBe(false)
    expect(await googleReviews.verify(request, { ...line, hook: { ...line.hook, url: '' } }, keysOfGoogle)).toBe(false)
  })
})

describe('a review', () => {
  it('is said with its stars, by its author', async () => {
    const author = { reviewer: { displayName: 'Ann Lee' }, comment: 'Lovely' }
    expect(await saidAs(author)).toEqual({
      kind: 'message',
      address: `${PLACE}/reviews/a`,
      externalId: `${PLACE}/reviews/a@2026-07-01T07:30:00Z`,
      said: { kind: 'text', text: '★★★★☆\nLovely' },
      profile: { name: 'Ann Lee' },
      at: '2026-07-01T07:30:00.000Z',
    })
  })

  it.each([
    ['(Translated by Google) Nice\n\n(Original)\nSchön'],
    ['Schön\n\n(Translated by Google)\nNice'],
    ['(Original)\nSchön\n\n(Translated by Google)\nNice'],
  ])('keeps what the person wrote of %j', async (comment) => {
    expect(await saidAs({ comment })).toMatchObject({ said: { text: '★★★★☆\nSchön' } })
  })

  it('of stars alone, and of somebody who stays unknown, is read too', async () => {
    const said = await saidAs({ reviewer: { displayName: 'A Google user', isAnonymous: true }, starRating: 'ONE' })
    expect(said).toMatchObject({ said: { kind: 'text', text: '★☆☆☆☆' } })
    expect(said).not.toHaveProperty('profile')
  })
})

describe('asking for reviews', () => {
  it('reads pages until one is old, and gives the oldest first', async () => {
    const asked: Asked[] = []
    const at = (day: number) => ({ updateTime: `2026-07-0${day}T00:00:00Z` })
    const pages = [
      { reviews: [review('d', at(4)), review('c', at(3))], nextPageToken: 'two' },
      { reviews: [review('b', at(2)), review('a', at(1))], nextPageToken: 'three' },
      { reviews: [review('z', at(1))] },
    ]
    const polled = await googleReviews.poll?.(
      lineOf(() => pages.shift(), asked),
      '2026-07-02T00:00:00.000Z',
    )
    expect(polled).toMatchObject({ ok: true, data: { since: '2026-07-04T00:00:00.000Z' } })
    const names = polled?.ok ? polled.data.inbound.map((each) => 'address' in each && each.address.at(-1)) : []
    expect(names).toEqual(['b', 'c', 'd'])
    expect(asked.map(({ url }) => new URL(url).searchParams.get('pageToken'))).toEqual([null, null, 'two'])
  })

  it('says what Google refuses, and goes on from the same instant where nothing is new', async () => {
    expect(
      await googleReviews.poll?.(
        lineOf(() => 403),
        '2026-07-02T00:00:00.000Z',
      ),
    ).toMatchObject({ ok: false })
    const nothing = await googleReviews.poll?.(
      lineOf(() => ({})),
      '2026-07-02T00:00:00.000Z',
    )
    expect(nothing).toEqual({ ok: true, data: { inbound: [], since: '2026-07-02T00:00:00.000Z' } })
  })
})

describe('a reply', () => {
  it('is the one of the review, in plain text', async () => {
    const asked: Asked[] = []
    expect(
      await googleReviews.send(
        message('*Thank* you'),
        to,
        lineOf(() => ({}), asked),
      ),
    ).toEqual({ ok: true })
    expect(asked[1]).toMatchObject({
      method: 'PUT',
      url: `${samples.line.urls['google-reviews']}/v4/${PLACE}/reviews/a/reply`,
      json: { comment: 'Thank you' },
    })
  })

  it('holds one part only, and goes to a review only', async () => {
    const line = lineOf(() => ({}))
    expect(await googleReviews.send(message('more', 1), to, line)).toMatchObject({ ok: false, isFinal: true })
    expect(await googleReviews.send(message('hi'), { ...to, address: '../x' }, line)).toMatchObject({ isFinal: true })
  })

  it.each([
    [401, { isFinal: true, isDisconnected: true }],
    [403, { isFinal: true }],
    [404, { isFinal: true, reason: 'The review is no longer there.' }],
    [429, { isFinal: false, retryAfterS: 1 }],
    [503, { isFinal: false, isInDoubt: true }],
  ])('that is answered %i', async (status, delivery) => {
    const line = lineOf(() => status)
    expect(await googleReviews.send(message('hi'), to, line)).toMatchObject({ ok: false, ...delivery })
  })
})

describe('connecting', () => {
  const TOPIC = 'projects/acme/topics/reviews'
  const account = (setting: object, asked: Asked[]) =>
    lineOf(({ url }) => {
      if (url.includes('notificationSetting')) return setting
      return url.includes('/reviews')
        ? {}
        : { name: 'locations/1', title: 'Acme', storefrontAddress: { locality: 'Graz' } }
    }, asked)
  const connect = (topic: string, setting: object, asked: Asked[] = []) =>
    googleReviews.connect({ form: { topic }, place: PLACE, hook: samples.line.hook }, account(setting, asked))

  it('keeps the business, and says that it is asked', async () => {
    expect(await connect('', {})).toEqual({
      ok: true,
      data: {
        place: PLACE,
        label: 'Acme, Graz',
        secrets: { place: PLACE, topic: '' },
        registered: [{ label: 'New reviews', value: 'They are asked for every five minutes.' }],
      },
    })
  })

  it('adds reviews to what the account tells its topic, and takes only them away again', async () => {
    const asked: Asked[] = []
    const done = await connect(TOPIC, { pubsubTopic: TOPIC, notificationTypes: ['GOOGLE_UPDATE'] }, asked)
    expect(done).toMatchObject({ ok: true, data: { registered: [{}, { value: TOPIC }, { value: URL_OF_HOOK }] } })
    expect(asked.at(-1)?.json).toMatchObject({ notificationTypes: ['GOOGLE_UPDATE', 'NEW_REVIEW', 'UPDATED_REVIEW'] })
    const line = account({ pubsubTopic: TOPIC, notificationTypes: ['GOOGLE_UPDATE', 'NEW_REVIEW'] }, asked)
    await googleReviews.disconnect({ ...line, secrets: { place: PLACE, topic: TOPIC } })
    expect(asked.at(-1)?.json).toMatchObject({ pubsubTopic: TOPIC, notificationTypes: ['GOOGLE_UPDATE'] })
  })

  it('refuses where the account tells another topic, and where none was picked', async () => {
    expect(await connect(TOPIC, { pubsubTopic: 'projects/other/topics/x' })).toMatchObject({ ok: false })
    const nowhere = { form: { topic: '' }, place: null, hook: samples.line.hook }
    expect(await googleReviews.connect(nowhere, account({}, []))).toMatchObject({ ok: false })
  })
})
