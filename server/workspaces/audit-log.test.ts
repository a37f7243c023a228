/** The audit log: complete, readable, whole, and not to be changed (attack 104). */
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { as } from '../test/as.ts'
import { newTeam, type Team } from '../test/team.ts'
import { theWorld } from '../test/world.ts'
import { verifyAudit } from './audit-log.ts'

const world = theWorld()
let team: Team
beforeEach(async () => {
  team = await newTeam()
  for (const role of ['admin', 'member', 'admin'] as const) {
    await as(team.olga).put(`/members/${team.mia.memberId}/role`, { role })
  }
})

describe('the audit log', () => {
  it('attack 63: refuses a time that the database cannot hold', async () => {
    for (const path of ['/audit-log', '/audit-log.csv'])
      expect(await as(team.olga).get(`${path}?from=0000-01-01T00:00:00Z`)).toHaveStatus(400)
  })

  it('tells who did what to whom, from what to what, newest first', async () => {
    const { body } = await as(team.olga).get('/audit-log')
    expect(body.data.map((line: { seq: number }) => line.seq)).toEqual([3, 2, 1])
    expect(body.data[0]).toMatchObject({
      kind: 'member.role-changed',
      actor: { kind: 'member', userId: team.olga.userId, name: team.olga.name, via: 'session', ip: '127.0.0.1' },
      target: { kind: 'member', id: team.mia.memberId },
      before: { role: 'member' },
      after: { role: 'admin' },
    })
    expect(JSON.stringify(body)).not.toMatch(/hash|token|secret/i)
  })

  it('comes in pages that miss nothing while lines are added (invariant 40)', async () => {
    const seen: number[] = []
    let cursor = ''
    do {
      const { body } = await as(team.olga).get(`/audit-log?limit=1${cursor}`)
      seen.push(body.data[0].seq)
      cursor = body.hasMore ? `&cursor=${body.nextCursor}` : ''
      await as(team.olga).patch('', { name: `Team ${seen.length}` })
    } while (cursor)
    expect(seen).toEqual([3, 2, 1])
  })

  it('is filtered by event, person, time and words', async () => {
    const count = async (query: string) => (await as(team.olga).get(`/audit-log?${query}`)).body.data.length
    expect(await count('kind=member.role-changed')).toBe(3)
    expect(await count('kind=workspace.deleted')).toBe(0)
    expect(await count(`actor=${team.olga.userId}`)).toBe(3)
    expect(await count(`actor=${team.mia.userId}`)).toBe(0)
    expect(await count('from=2020-01-01T00:00:00Z')).toBe(3)
    expect(await count('to=2020-01-01T00:00:00Z')).toBe(0)
    expect(await count('search=MIA')).toBe(3)
    expect(await count('search=%25')).toBe(0)
  })

  it('takes no cursor of next door or of one’s own making (attack 11)', async () => {
    const { body } = await as(team.olga).get('/audit-log?limit=1')
    const other = await newTeam()
    for (const cursor of [body.nextCursor, `${body.nextCursor}x`, 'WzFd', '']) {
      const answer = await as(other.olga).get(`/audit-log?cursor=${cursor}`)
      expect([answer.status, answer.body.code]).toEqual([400, 'invalid-cursor'])
    }
  })

  it('is a chain that shows where it was tampered with', async () => {
    expect(await verifyAudit(team.workspaceId)).toEqual({ isWhole: true, lines: 3, brokenAt: null })
    await tamper(
      `update audit_log set after = '{"role":"owner"}' where workspace_id = '${team.workspaceId}' and seq = 2`,
    )
    expect(await verifyAudit(team.workspaceId)).toEqual({ isWhole: false, lines: 3, brokenAt: 2 })
    expect((await as(team.olga).get('/audit-log/verification')).body).toMatchObject({ isWhole: false, brokenAt: 2 })
  })

  it('misses no line at its end either', async () => {
    await tamper(`delete from audit_log where workspace_id = '${team.workspaceId}' and seq = 3`)
    expect(await verifyAudit(team.workspaceId)).toEqual({ isWhole: false, lines: 2, brokenAt: 3 })
  })

  it('is empty and whole in a new workspace', async () => {
    const { workspaceId } = await newTeam()
    expect(await verifyAudit(workspaceId)).toEqual({ isWhole: true, lines: 0, brokenAt: null })
  })

  it('cannot be written but by adding, not even inside the wall', async () => {
    const attempts = [
      'update audit_log set kind = kind',
      'delete from audit_log',
      'insert into audit_log select * from audit_log',
    ]
    for (const attempt of attempts) {
      const tried = inWorkspace({ workspaceId: team.workspaceId }, ({ db }) => sql.raw(attempt).execute(db))
      await expect(tried).rejects.toMatchObject({ code: '42501' })
    }
    for (const method of ['put', 'patch', 'delete', 'post'] as const) {
      expect(await as(team.olga)[method]('/audit-log')).toHaveStatus(404)
    }
  })

  it('is taken out as CSV without formulas and as JSON, and that is a line too (attack 98)', async () => {
    const evil = '=HYPERLINK("https://evil.example")\r\nx'
    await inWorkspace({ workspaceId: team.workspaceId }, (tx) =>
      record(tx, { kind: 'system', reason: evil }, 'demo.removed', { target: { kind: 'bot', id: 'x', name: '  +1' } }),
    )
    const csv = await as(team.olga).get('/audit-log.csv')
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="audit-log.csv"')
    expect(csv.text).toContain(`"'=HYPERLINK(""https://evil.example"")`)
    expect(csv.text).toContain(`"'  +1"`)
    const json = await as(team.olga).get('/audit-log.json?kind=audit-log.exported')
    expect(JSON.parse(json.text)).toMatchObject([{ after: { format: 'json' } }, { after: { format: 'csv' } }])
  })

  it('is the owner’s alone, and of this workspace alone (attack 104)', async () => {
    for (const path of ['/audit-log', '/audit-log.csv', '/audit-log.json', '/audit-log/verification']) {
      expect(await as(team.adam).get(path)).toHaveStatus(403)
      expect(await as(world.rex).get(`/api/workspaces/${team.workspaceId}${path}`)).toHaveStatus(404)
    }
  })
})

/** As someone with the database’s own password would, going around the trigger. */
async function tamper(statement: string): Promise<void> {
  await bare()
    .connection()
    .execute(async (db) => {
      await sql.raw('set session_replication_role = replica').execute(db)
      await sql.raw(statement).execute(db)
      await sql.raw('set session_replication_role = origin').execute(db)
    })
}
