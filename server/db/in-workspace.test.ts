import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { theWorld } from '../test/world.ts'
import { bare } from './database.ts'
import { inWorkspace, look } from './in-workspace.ts'

const world = theWorld()
const acme = () => ({ workspaceId: world.acme })

describe('the wall', () => {
  it('shows the rows of one workspace only', async () => {
    const names = await look(acme(), (db) => db.selectFrom('workspaces').select('name').execute())
    expect(names).toEqual([{ name: 'Acme' }])
    const members = await inWorkspace(acme(), ({ db }) => db.selectFrom('members').select('workspaceId').execute())
    expect(new Set(members.map((row) => row.workspaceId))).toEqual(new Set([world.acme]))
  })

  it('refuses to write next door', async () => {
    const write = inWorkspace(acme(), ({ db }) =>
      db
        .insertInto('errorLogs')
        .values({ workspaceId: world.globex, id: world.globex, code: 'x', message: 'x', fingerprint: 'x' })
        .execute(),
    )
    await expect(write).rejects.toMatchObject({ code: '42501' })
  })

  it('refuses a write in a look', async () => {
    const write = look(acme(), (db) => db.deleteFrom('members').where('workspaceId', '=', world.acme).execute())
    await expect(write).rejects.toMatchObject({ code: '25006' })
  })

  it('shows nothing where no workspace is named', async () => {
    const rows = await bare()
      .transaction()
      .execute(async (tx) => {
        await sql`set local role tenant`.execute(tx)
        return tx.selectFrom('members').select('id').execute()
      })
    expect(rows).toEqual([])
  })

  it('leaves the connection clean after a failure', async () => {
    await expect(look(acme(), (db) => sql`select 1/0`.execute(db))).rejects.toThrow('division')
    await expect(inWorkspace(acme(), ({ db }) => sql`select 1/0`.execute(db))).rejects.toThrow('division')
    const { rows } = await sql<{
      role: string
      workspace: string
    }>`select current_user as role, current_setting('app.workspace_id', true) as workspace`.execute(bare())
    expect(rows[0]?.role).not.toBe('tenant')
    expect(rows[0]?.workspace ?? '').toBe('')
  })

  it('rolls all back when the work fails', async () => {
    const work = inWorkspace(acme(), async ({ db }) => {
      await db.updateTable('workspaces').set({ name: 'Broken' }).where('id', '=', world.acme).execute()
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    expect(await look(acme(), (db) => db.selectFrom('workspaces').select('name').execute())).toEqual([{ name: 'Acme' }])
  })
})
