/** Invariants 1-17, 21 and 22 over real HTTP and PostgreSQL: one request after another against a model, and eight at once against the rules. */
import fc from 'fast-check'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { can, PERMISSIONS, permissionsOf, ROLE_NAMES } from '../../shared/roles.ts'
import { bare } from '../db/database.ts'
import { examine } from '../invariants.ts'
import { as } from '../test/as.ts'
import { newTeam } from '../test/team.ts'
import { theWorld } from '../test/world.ts'
import { type Act, anAct, foresee, type Model, newCase, perform, type Real, SEATS } from './membership.model.ts'

const world = theWorld()
let client: pg.Client
beforeAll(async () => {
  client = new pg.Client({ connectionString: world.url() })
  await client.connect()
})
afterAll(() => client.end())

/** A command of fast-check's model runs: the answer must be one that the rules allow. */
const commandOf = (act: Act) => ({
  check: () => true,
  toString: () => JSON.stringify(act),
  async run(model: Model, real: Real) {
    const answer = await perform(act, real)
    expect(foresee(act, model), `${JSON.stringify(act)} → ${answer.text}`).toContain(answer.status)
  },
})

it('does what the model does, request by request (invariants 1, 2, 5, 7, 8, 10, 12-16)', async () => {
  const commands = fc.commands([anAct.map(commandOf)], { maxCommands: 40, size: 'max' })
  await fc.assert(
    fc.asyncProperty(commands, async (each) => {
      const run = await newCase()
      await fc.asyncModelRun(() => run, each)
      expect(await rolesIn(run.real)).toEqual(run.model.roles)
      expect(await pendingIn(run.real)).toEqual(run.model.pending)
      await everyRuleHolds()
    }),
    { numRuns: 40 },
  )
}, 60_000)

it('holds every rule after each eight requests at once (invariants 1, 2, 12-17)', async () => {
  const batches = fc.array(fc.array(anAct, { minLength: 8, maxLength: 8 }), { minLength: 3, maxLength: 6, size: 'max' })
  await fc.assert(
    fc.asyncProperty(batches, async (each) => {
      const { real } = await newCase()
      let settled = new Map<string, string>()
      for (const batch of each) {
        const answers = await Promise.all(batch.map((act) => perform(act, real)))
        expect(answers.filter((answer) => answer.status >= 500)).toEqual([])
        await everyRuleHolds()
        settled = await settledStay(real, settled)
        expect((await rolesIn(real)).size + (await pendingIn(real)).size).toBeLessThanOrEqual(SEATS)
      }
    }),
    { numRuns: 25 },
  )
}, 60_000)

it('leaves next door as it was, whatever is asked (invariant 6)', async () => {
  const foreign = async () => JSON.stringify([await rowsOf(world.globex), await rowsOf(world.acme)])
  const before = await foreign()
  await fc.assert(
    fc.asyncProperty(fc.array(anAct, { maxLength: 20, size: 'max' }), async (acts) => {
      const { real } = await newCase()
      for (const act of acts) expect((await perform(act, real)).text).not.toMatch(/Globex|Rex/)
    }),
    { numRuns: 10 },
  )
  expect(await foreign()).toBe(before)
}, 60_000)

it('lets each role do what the table says, and each holds all of the one below (invariants 3, 4, 11)', async () => {
  for (const permission of PERMISSIONS) {
    for (const role of ROLE_NAMES) expect(can(role, permission)).toBe(permissionsOf(role).includes(permission))
    if (can('member', permission)) expect(can('admin', permission)).toBe(true)
    if (can('admin', permission)) expect(can('owner', permission)).toBe(true)
  }
  const { body } = await as(world.mia).get('/roles')
  expect(body.roles).toEqual(ROLE_NAMES.map((role) => ({ role, permissions: permissionsOf(role) })))
})

it('does once what is sent twice with one key, and refuses another body (invariant 21)', async () => {
  const { olga } = await newTeam()
  const wish = { email: `twice-${Date.now()}@acme.test`, role: 'member' }
  const key = { 'idempotency-key': `invite-${Date.now()}` }
  const first = await as(olga).post('/invitations', wish, key)
  const second = await as(olga).post('/invitations', wish, key)
  expect(second.body).toEqual(first.body)
  expect(await as(olga).post('/invitations', { ...wish, role: 'admin' }, key)).toHaveStatus(422)
  expect((await as(olga).get('/audit-log?kind=invitation.created')).body.data).toHaveLength(1)
})

it('gives a key no more than its scopes and its maker’s present role (invariant 22)', async () => {
  const doors = { 'members:view': '/members', 'usage:view': '/usage', 'api-keys:manage': '/api-keys' } as const
  const scopes = fc.subarray(['members:view', 'usage:view'] as const, { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(scopes, fc.constantFrom('admin', 'member', 'owner'), async (given, role) => {
      const { olga, adam } = await newTeam()
      const { body } = await as(adam).post('/api-keys', { name: 'Key', scopes: given })
      await as(olga).put(`/members/${adam.memberId}/role`, { role })
      for (const permission of ['members:view', 'usage:view', 'api-keys:manage'] as const) {
        const mayHave = can(role, permission) && given.some((scope) => scope === permission)
        const answer = await as({ ...adam, token: body.key }).get(doors[permission])
        expect(answer).toHaveStatus(mayHave ? 200 : 403)
      }
    }),
    { numRuns: 12 },
  )
})

async function everyRuleHolds(): Promise<void> {
  const findings = await examine(client)
  expect(findings.filter((finding) => finding.rows.length > 0)).toEqual([])
}

async function rolesIn(real: Real) {
  const rows = await bare()
    .selectFrom('members')
    .select(['userId', 'role'])
    .where('workspaceId', '=', real.workspaceId)
    .execute()
  return new Map(rows.map((row) => [real.people.findIndex((each) => each.userId === row.userId), row.role]))
}

async function pendingIn(real: Real) {
  const rows = await bare()
    .selectFrom('invitations')
    .select(['email', 'role'])
    .where('workspaceId', '=', real.workspaceId)
    .where('status', '=', 'pending')
    .execute()
  return new Map(rows.map((row) => [real.people.findIndex((each) => each.email === row.email), row.role]))
}

/** Invariant 13: what has been settled once never changes again. */
async function settledStay(real: Real, before: Map<string, string>): Promise<Map<string, string>> {
  const rows = await bare()
    .selectFrom('invitations')
    .select(['id', 'status'])
    .where('workspaceId', '=', real.workspaceId)
    .execute()
  const now = new Map<string, string>(rows.map((row) => [row.id, row.status]))
  for (const [id, status] of before) if (status !== 'pending') expect(now.get(id)).toBe(status)
  return now
}

async function rowsOf(workspaceId: string) {
  const tables = ['workspaces', 'members', 'invitations', 'audit_log', 'events', 'letters'] as const
  const read = tables.map(async (table) => {
    const key = table === 'workspaces' ? 'id' : 'workspace_id'
    const { rows } =
      await sql`select * from ${sql.table(table)} where ${sql.ref(key)} = ${workspaceId} order by 1, 2`.execute(bare())
    return rows
  })
  return Promise.all(read)
}
