/** The rules of the doctor find what they are for. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PLANS } from '../shared/plans.ts'
import { examine, rules } from './invariants.ts'
import { as } from './test/as.ts'
import { newTeam } from './test/team.ts'
import { theWorld } from './test/world.ts'

const world = theWorld()
let client: pg.Client
beforeAll(async () => {
  client = new pg.Client({ connectionString: world.url() })
  await client.connect()
})
afterAll(() => client.end())

/** The rules that are broken after these statements, which are undone again. */
async function broken(...statements: string[]): Promise<string[]> {
  await client.query('begin')
  await client.query('set local session_replication_role = replica')
  for (const statement of statements) await client.query(statement)
  const findings = await examine(client).finally(() => client.query('rollback'))
  return findings
    .filter((finding) => finding.rows.length > 0)
    .map((finding) => finding.rule.replace(/ \(.*/, '').slice(0, 40).trim())
}

describe('the rules', () => {
  it('hold in the world of the tests', async () => {
    expect(rules().length).toBeGreaterThan(10)
    expect(await broken()).toEqual([])
  })

  it('know the plans', () => {
    const seats = rules().find((rule) => rule.name.includes('seats of the plan'))
    for (const [name, plan] of Object.entries(PLANS)) {
      const isThere = seats?.query.includes(`('${name}', ${plan.members})`)
      expect(isThere).toBe(plan.members !== null)
    }
  })

  it('find each what it is for', async () => {
    const { workspaceId, olga, mia } = await newTeam()
    const { body } = await as(olga).post('/invitations', { email: `r-${Date.now()}@acme.test`, role: 'member' })
    const at = `where workspace_id = '${workspaceId}'`
    expect(await broken(`update members set role = 'admin' ${at}`)).toEqual([
      'a workspace that is not deleted has an o',
    ])
    expect(await broken(`update invitations set settled_at = now() ${at}`)).toEqual([
      'an invitation is settled exactly when it',
    ])
    expect(
      await broken(`update invitations set status = 'accepted', settled_at = now() ${at} and id = '${body.id}'`),
    ).toEqual(['an accepted invitation stands in the log'])
    expect(await broken(`update workspaces set plan = 'free' where id = '${workspaceId}'`)).toEqual([
      'no one joins beyond the seats of the pla',
    ])
    expect(await broken(`update members set access = 'restricted' ${at} and role = 'owner'`)).toEqual([
      'an owner has complete access, and who ha',
    ])
    expect(await broken(`update audit_log set kind = 'x' ${at}`)).toContain('the audit log is a whole chain, from its')
    expect(await broken(`delete from audit_log ${at}`)).toContain('the audit log is a whole chain, from its')
    expect(await broken(`insert into api_key_hashes values ('x', '', '${workspaceId}', '${mia.memberId}')`)).toEqual([
      'a key belongs to a member, and a revoked',
    ])
  })
})
