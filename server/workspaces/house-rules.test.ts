/** What owners say about the whole workspace: its business hours, and whether flows may run code. */
import { describe, expect, it } from 'vitest'
import { as } from '../test/as.ts'
import { theWorld } from '../test/world.ts'

const world = theWorld()
const { olga, adam, mia, rex } = world

const HOURS = {
  week: {
    monday: [
      { from: '09:00', to: '12:30' },
      { from: '14:00', to: '18:00' },
    ],
    sunday: [],
  },
  holidays: [{ date: '2026-12-25', name: 'Christmas', spans: [] }],
}

describe('business hours', () => {
  it('are none at first, and then what the owner says', async () => {
    expect((await as(mia).get('')).body).toMatchObject({ businessHours: null, isCodeAllowed: false })
    expect(await as(olga).put('/business-hours', { businessHours: HOURS })).toHaveStatus(200)
    expect((await as(mia).get('')).body.businessHours).toEqual(HOURS)
    expect((await as(olga).get('/api/workspaces')).body.data[0].businessHours).toEqual(HOURS)
    expect((await as(olga).put('/business-hours', { businessHours: null })).body.businessHours).toBeNull()
  })

  it.each([
    { week: { monday: [{ from: '12:00', to: '09:00' }] }, holidays: [] },
    { week: { someday: [] }, holidays: [] },
    { week: {}, holidays: [{ date: '2026-02-30', name: 'Never', spans: [] }] },
  ])('cannot be %j', async (businessHours) => {
    expect(await as(olga).put('/business-hours', { businessHours })).toHaveStatus(422)
  })
})

describe('code steps', () => {
  it('are switched on by an owner, which stands in the audit log', async () => {
    expect((await as(olga).put('/code-steps', { isAllowed: true })).body.isCodeAllowed).toBe(true)
    await as(olga).put('/code-steps', { isAllowed: true })
    const { body } = await as(olga).get('/audit-log?kind=workspace.updated')
    const lines = body.data.filter(({ after }: { after: object }) => 'isCodeAllowed' in after)
    expect(lines).toMatchObject([{ before: { isCodeAllowed: false }, after: { isCodeAllowed: true } }])
  })

  it('and hours are for owners alone', async () => {
    for (const [who, status] of [
      [adam, 403],
      [mia, 403],
      [rex, 404],
    ] as const) {
      expect(await as(who, world.acme).put('/code-steps', { isAllowed: false })).toHaveStatus(status)
      expect(await as(who, world.acme).put('/business-hours', { businessHours: null })).toHaveStatus(status)
    }
  })
})
