import { describe, expect, it } from 'vitest'
import type { PackedField } from '../../engine/pack/package.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { as } from '../test/as.ts'
import { everythingHolds, newTeam } from '../test/team.ts'
import { theWorld } from '../test/world.ts'
import { insertFields } from './field-rows.ts'

const { url } = theWorld()

const fields = (prefix: string, count: number): PackedField[] =>
  Array.from({ length: count }, (_, index) => ({
    scope: 'bot',
    name: `${prefix}${index}`,
    kind: 'text',
    description: '',
  }))

describe('fields that come with a package', () => {
  it('hold a value only where they are fields of the bot itself', async () => {
    const { olga, workspaceId } = await newTeam()
    const { id } = (await as(olga).post('/bots', { name: 'Brought' })).body
    const words = { name: 'plan', kind: 'text', description: '', value: 'pro' } as const
    await inWorkspace({ workspaceId }, (tx) =>
      insertFields(tx, id, [
        { scope: 'user', ...words },
        { scope: 'bot', ...words },
      ]),
    )
    const { data } = (await as(olga).get(`/bots/${id}/fields`)).body
    expect(data).toMatchObject([
      { scope: 'user', value: null },
      { scope: 'bot', value: 'pro' },
    ])
    await everythingHolds(url())
  })

  it('are at most 500 for a bot, however often something is installed (attack 100)', async () => {
    const { olga, workspaceId } = await newTeam()
    const { id } = (await as(olga).post('/bots', { name: 'Full' })).body
    await inWorkspace({ workspaceId }, (tx) => insertFields(tx, id, fields('a', 300)))
    await inWorkspace({ workspaceId }, (tx) => insertFields(tx, id, fields('a', 300)))
    const more = inWorkspace({ workspaceId }, (tx) => insertFields(tx, id, fields('b', 300)))
    await expect(more).rejects.toMatchObject({ code: 'conflict' })
  })
})
