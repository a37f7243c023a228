/** Secrets of requests: named for flows, kept sealed, and bound to their hosts. */
import { describe, expect, it } from 'vitest'
import { as } from '../test/as.ts'
import { theWorld } from '../test/world.ts'
import { secretFor } from './secrets.ts'

const { olga, adam, mia, rex } = theWorld()
const SHOP = { name: 'SHOP_KEY', hosts: ['api.shop.example'], value: 'canary-value-1234' }

describe('a secret', () => {
  it('is kept by admins; those who write flows know its name and no more (attack 22)', async () => {
    expect(await as(mia).post('/secrets', SHOP)).toHaveStatus(403)
    const kept = await as(adam).post('/secrets', SHOP)
    expect(kept).toHaveStatus(201)
    expect(kept.body).toMatchObject({ name: 'SHOP_KEY', last4: '1234', hosts: ['api.shop.example'] })
    expect(kept.text).not.toContain('canary')
    expect(await as(mia).get('/secrets')).toHaveStatus(403)
    expect((await as(mia).get('/secret-names')).body).toEqual(['SHOP_KEY'])
  })

  it('has a name of its own, and hosts it may go to', async () => {
    expect(await as(adam).post('/secrets', SHOP)).toHaveStatus(422)
    for (const hosts of [[], ['*'], ['*.'], ['http://x.example'], ['a b'], ['127.0.0.1']])
      expect([hosts, (await as(adam).post('/secrets', { ...SHOP, name: 'OTHER', hosts })).status]).toEqual([hosts, 422])
  })

  it('attack 74: goes to other hosts only with its value given anew', async () => {
    const [{ id }] = (await as(adam).get('/secrets')).body
    expect(await as(adam).patch(`/secrets/${id}`, { hosts: ['evil.example'] })).toHaveStatus(422)
    expect(await as(adam).patch(`/secrets/${id}`, { hosts: ['*.shop.example'], value: 'new-canary' })).toHaveStatus(200)
    expect(await secretFor(olga.workspaceId, 'SHOP_KEY')).toEqual({ value: 'new-canary', hosts: ['*.shop.example'] })
  })

  it('is of its own workspace only', async () => {
    const [{ id }] = (await as(adam).get('/secrets')).body
    expect(await as(rex).patch(`/secrets/${id}`, { value: 'mine' })).toHaveStatus(404)
    expect(await as(rex).delete(`/secrets/${id}`)).toHaveStatus(404)
    expect(await secretFor(rex.workspaceId, 'SHOP_KEY')).toBeUndefined()
  })

  it('is gone when it is removed', async () => {
    const [{ id }] = (await as(adam).get('/secrets')).body
    expect(await as(adam).delete(`/secrets/${id}`)).toHaveStatus(204)
    expect(await secretFor(olga.workspaceId, 'SHOP_KEY')).toBeUndefined()
  })
})
