/** The order in which waiting work is taken: in turn over the workspaces, and one batch of a workspace at a time. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { until } from '../test/chat.ts'
import { newWorkspace, theWorld } from '../test/world.ts'
import { drain } from './drain.ts'
import { LANES, laneOf } from './lanes.ts'

theWorld()
const ALL = Array.from({ length: LANES }, (_, lane) => lane)

it('a flood in one workspace keeps the others from nothing', async () => {
  const [flooded, quiet] = [await newWorkspace('Flooded'), await newWorkspace('Quiet')]
  await put(flooded, 3000)
  await put(quiet, 1)
  const done: string[] = []
  let most = 0
  const inFlight = new Map<string, number>()
  const draining = drain(
    'inbound',
    () => ALL,
    async (workspaceId, heads) => {
      inFlight.set(workspaceId, (inFlight.get(workspaceId) ?? 0) + 1)
      most = Math.max(most, ...inFlight.values())
      done.push(...heads.map(() => workspaceId))
      await sql`delete from inbound where workspace_id = ${workspaceId} and id = any(${heads.map(({ id }) => id)}::uuid[])`.execute(
        bare(),
      )
      inFlight.set(workspaceId, (inFlight.get(workspaceId) ?? 0) - 1)
    },
  )
  await until(
    () => Promise.resolve(done.length),
    (count) => count === 3001,
  )
  await draining.stop()
  expect(done.length).toBe(3001)
  expect(done.indexOf(quiet)).toBeLessThan(600)
  expect(most).toBe(1)
})

async function put(workspaceId: string, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => {
    const key = `webchat:bot:${index}`
    return { workspaceId, id: uuidv7(), lane: laneOf(key), key, body: '{}' }
  })
  await inWorkspace({ workspaceId }, ({ db }) => db.insertInto('inbound').values(rows).execute())
}
