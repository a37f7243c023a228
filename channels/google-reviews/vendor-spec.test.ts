/** What is asked of Google is what its own specifications accept; where they are not at hand this is skipped. */
import { describe, expect, it } from 'vitest'
import type { Ask } from '../../shared/account.ts'
import { answered } from '../../shared/answered.fixture.ts'
import { missingSpecs, type Vendor, vendorBySpec } from '../../shared/vendor-spec.fixture.ts'
import type { Line } from '../channel.ts'
import { googleReviews } from './channel.ts'
import type { googleReviewsDefinition } from './definition.ts'
import { samples } from './samples.fixture.ts'

const PLACE = 'accounts/1/locations/2'
const TOPIC = 'projects/acme/topics/reviews'
const SPECS = {
  'google-accounts': 'google-mybusinessaccountmanagement-v1.json',
  'google-businesses': 'google-mybusinessbusinessinformation-v1.json',
  'google-notifications': 'google-mybusinessnotifications-v1.json',
  'google-reviews': 'google-mybusiness-v4-reviews.json',
} as const

describe.skipIf(missingSpecs !== '')(`Google’s specifications${missingSpecs}`, () => {
  it('take how businesses are listed', async () => {
    const { line, vendors } = await google()
    vendors['google-accounts'].answerNext(answered(200, { accounts: [{ name: 'accounts/1' }], nextPageToken: 'b' }))
    vendors['google-accounts'].answerNext(answered(200, { accounts: [{ name: 'accounts/9', role: 'MANAGER' }] }))
    const ours = { name: 'locations/2', title: 'Acme', storefrontAddress: { locality: 'Graz' } }
    vendors['google-businesses'].answerNext(answered(200, { locations: [ours] }))
    vendors['google-businesses'].answerNext(
      answered(200, { locations: [{ name: 'locations/3', title: 'Bakery' }, ours] }),
    )
    expect(await googleReviews.places?.(line)).toEqual({
      ok: true,
      data: [
        { id: PLACE, label: 'Acme', detail: 'Graz' },
        { id: 'accounts/9/locations/3', label: 'Bakery' },
      ],
    })
  })

  it('take the connecting, the check and the disconnecting', async () => {
    const { line, vendors } = await google()
    const unset = answered(200, { name: 'accounts/1/notificationSetting' })
    vendors['google-notifications'].answerNext(unset)
    const given = { form: { topic: TOPIC }, place: PLACE, hook: line.hook }
    expect(await googleReviews.connect(given, line)).toMatchObject({ ok: true, data: { place: PLACE } })
    vendors['google-notifications'].answerNext(unset)
    expect(await googleReviews.check(line)).toEqual({ ok: true, data: { label: 'Acme' } })
    vendors['google-notifications'].answerNext(answered(200, { pubsubTopic: TOPIC, notificationTypes: ['NEW_REVIEW'] }))
    await googleReviews.disconnect(line)
    const last = { method: 'PATCH', json: { pubsubTopic: '', notificationTypes: [] } }
    expect(vendors['google-notifications'].asked.at(-1)).toMatchObject(last)
  })

  it('take how reviews are asked for, and answered', async () => {
    const { line } = await google()
    expect(await googleReviews.poll?.(line, '2026-07-01T00:00:00.000Z')).toMatchObject({ ok: true })
    const message = {
      id: 'm',
      seq: 1,
      author: 'bot',
      name: null,
      at: '2026-07-01T07:31:00Z',
      part: 0,
      key: 'k',
    } as const
    const content = { kind: 'text', text: 'Thank you' } as const
    const to = { workspaceId: 'acme', botId: 'hal', address: `${PLACE}/reviews/5`, replyWith: null, lastWroteAt: null }
    expect(await googleReviews.send({ ...message, content }, to, line)).toEqual({ ok: true })
  })
})

async function google(): Promise<{
  line: Line<typeof googleReviewsDefinition>
  vendors: Record<keyof typeof SPECS, Vendor>
}> {
  const vendors = {
    'google-accounts': await vendorBySpec(SPECS['google-accounts']),
    'google-businesses': await vendorBySpec(SPECS['google-businesses']),
    'google-notifications': await vendorBySpec(SPECS['google-notifications']),
    'google-reviews': await vendorBySpec(SPECS['google-reviews']),
  }
  const { urls, hook } = samples.line
  const ask: Ask = async (request) => {
    if (request.url === `${urls['google-oauth']}/token`) return answered(200, { access_token: 't', expires_in: 3600 })
    // The specification has a method of another service at this path, without the mask that one business is asked with.
    if (request.url === `${urls['google-businesses']}/v1/locations/2?readMask=name,title,storefrontAddress`)
      return answered(200, { name: 'locations/2', title: 'Acme' })
    if (request.url.startsWith(urls['google-accounts'])) return vendors['google-accounts'].ask(request)
    if (request.url.startsWith(urls['google-businesses'])) return vendors['google-businesses'].ask(request)
    if (request.url.startsWith(urls['google-notifications'])) return vendors['google-notifications'].ask(request)
    return vendors['google-reviews'].ask(request)
  }
  const secrets = { clientId: 'c', clientSecret: 's', refreshToken: 'r' }
  const through = { integration: 'google-business', secrets } as const
  return { line: { secrets: { place: PLACE, topic: TOPIC }, through, urls, hook, ask }, vendors }
}
