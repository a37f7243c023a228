/** The embedded PostgreSQL after a crash: it starts by itself and has all that it acknowledged, whoever was killed, and when. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import {
  account,
  ask,
  emptyPlace,
  filledPlace,
  isAlive,
  kill,
  killOwners,
  removeRoot,
  serverOf,
  spawnOwner,
  startOwner,
  watcherOf,
} from './embedded.harness.ts'
import { startEmbedded } from './embedded.ts'
import { clusterIn } from './embedded-cluster.ts'

afterEach(killOwners)
afterAll(removeRoot)

describe('after a crash', { timeout: 120_000 }, () => {
  it('has every acknowledged row, each of five times that its owner is killed', async () => {
    const { settings: _, ...safe } = await filledPlace('killed')
    let acknowledged = 0
    for (let round = 1; round <= 5; round++) {
      const owner = await startOwner(safe)
      expect(owner.first.kept.length).toBeGreaterThanOrEqual(acknowledged)
      acknowledged = await owner.writeAndDie(100 * round)
      expect(acknowledged).toBeGreaterThan(owner.first.kept.length)
    }
    const [kept] = await ask(safe, 'select count(*)::int as rows from kept')
    expect(kept?.rows).toBeGreaterThanOrEqual(acknowledged)
  })

  it('stops PostgreSQL when its owner is killed', async () => {
    const owner = await startOwner(await filledPlace('watched'))
    const server = serverOf(owner.first.dataFolder)
    await kill(owner.child)
    await expect.poll(() => isAlive(server), { timeout: 10_000 }).toBe(false)
  })

  it('takes over from a PostgreSQL whose owner and watcher were both killed', async () => {
    const options = await filledPlace('orphan')
    const owner = await startOwner(options)
    const server = serverOf(owner.first.dataFolder)
    process.kill(watcherOf(owner.first.dataFolder), 'SIGKILL')
    await kill(owner.child)
    expect(isAlive(server)).toBe(true)
    expect(await ask(options, 'select count(*)::int from kept')).toEqual([{ count: 0 }])
    expect(isAlive(server)).toBe(false)
  })

  it('starts although the lock names a living stranger', async () => {
    const stranger = spawn('sleep', ['60'], { ...account })
    await expectStartDespiteLock('stranger', stranger.pid ?? 0)
    await kill(stranger)
  })

  it('starts although the lock names a process that is dead but not buried', async () => {
    const careless = ['-c', 'sh -c "exit 0" & echo $!; exec sleep 60']
    const parent = spawn('sh', careless, { ...account, stdio: ['ignore', 'pipe', 'ignore'] })
    const [pid] = await once(createInterface({ input: parent.stdout }), 'line')
    await expectStartDespiteLock('zombie', Number(pid))
    await kill(parent)
  })

  it('makes data anew that was only half made', async () => {
    const options = emptyPlace('half-made')
    const half = join(options.dataFolder, 'half-made-x')
    mkdirSync(join(half, 'base'), { recursive: true })
    writeFileSync(join(half, 'PG_VERSION'), '18\n')
    expect(await ask(options, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(existsSync(half)).toBe(false)
  })

  it('starts wherever its first start was killed', async () => {
    const options = emptyPlace('killed-early')
    for (const afterMs of [150, 300, 450, 600, 750]) {
      const child = spawnOwner(options)
      await setTimeout(afterMs)
      await kill(child)
    }
    expect(await ask(options, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('tells its owner when PostgreSQL is killed', async () => {
    const database = await startEmbedded(await filledPlace('died'))
    process.kill(serverOf(database.dataFolder), 'SIGKILL')
    expect(await database.died).toMatch(/^PostgreSQL ended unexpectedly: .*\.$/)
    await database.stop()
  })
})

async function expectStartDespiteLock(name: string, pid: number): Promise<void> {
  const options = await filledPlace(name)
  const cluster = clusterIn(options.dataFolder)
  const lock = join(cluster, 'postmaster.pid')
  writeFileSync(lock, `${pid}\n${cluster}\n1\n5432\n/nowhere\n\n\n`)
  if (account) chownSync(lock, account.uid, account.gid)
  expect(await ask(options, 'select 1 as one')).toEqual([{ one: 1 }])
}
