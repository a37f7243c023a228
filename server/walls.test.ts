/** The walls: every tenant table is walled and keyed by workspace, every route is guarded, and what is generated is fresh. */
import { execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { PERMISSIONS } from '../shared/roles.ts'
import { describeApi } from './api-description.ts'
import { bare } from './db/database.ts'
import { theApp } from './test/as.ts'
import { theWorld } from './test/world.ts'

const world = theWorld()
const ROOT = join(import.meta.dirname, '..')

/** Looked up before a workspace is known, so not behind the wall. Each holds ids and marks only. */
const LOOK_UPS = ['api_key_hashes', 'bot_keys', 'channel_hooks', 'channel_places', 'letters']

async function rowsOf(text: string): Promise<Array<Record<string, unknown>>> {
  const { rows } = await sql.raw<Record<string, unknown>>(text).execute(bare())
  return rows
}

const TENANT_TABLES = `select c.oid, c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname not in (${LOOK_UPS.map((name) => `'${name}'`)})`

describe('the tables', () => {
  it('all have a forced row-level policy for the tenant', async () => {
    const open = await rowsOf(`select relname from (${TENANT_TABLES}) t join pg_class c using (oid, relname)
      where not c.relrowsecurity or not c.relforcerowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'wall')`)
    expect(open).toEqual([])
    expect((await rowsOf(TENANT_TABLES)).length).toBeGreaterThan(20)
  })

  it('have workspace_id first in every primary key, unique index and foreign key', async () => {
    const keys =
      await rowsOf(`select t.relname, i.indexrelid::regclass::text as key from (${TENANT_TABLES}) t join pg_index i on i.indrelid = t.oid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0] where i.indisunique and a.attname <> 'workspace_id'`)
    expect(keys).toEqual([])
    const references =
      await rowsOf(`select t.relname, f.conname from (${TENANT_TABLES}) t join pg_constraint f on f.conrelid = t.oid and f.contype = 'f'
      join pg_attribute a on a.attrelid = t.oid and a.attnum = f.conkey[1]
      where a.attname <> 'workspace_id' and f.confrelid <> 'users'::regclass`)
    expect(references).toEqual([])
  })

  it('number nothing by themselves: no serial, no identity', async () => {
    expect(
      await rowsOf(
        `select relname from (${TENANT_TABLES}) t join pg_attribute a on a.attrelid = t.oid where a.attidentity <> ''`,
      ),
    ).toEqual([])
    expect(await rowsOf(`select relname from pg_class where relkind = 'S'`)).toEqual([])
  })

  it('let the tenant neither bypass the wall nor touch people and the audit log', async () => {
    expect(
      await rowsOf(`select rolname from pg_roles where rolname = 'tenant' and (rolbypassrls or rolsuper)`),
    ).toEqual([])
    const rights = await rowsOf(`select table_name, privilege_type from information_schema.role_table_grants
      where grantee = 'tenant' and (table_name in ('users', 'sessions', 'proofs', 'passkeys', 'recovery_codes', 'installation', 'idempotency_keys')
        or (table_name = 'audit_log' and privilege_type <> 'SELECT'))`)
    expect(rights).toEqual([])
  })

  it('are described by types.ts as they are', () => {
    const fresh = join(mkdtempSync(join(tmpdir(), 'types-')), 'types.ts')
    const codegen = join(ROOT, 'node_modules', '.bin', 'kysely-codegen')
    execFileSync(codegen, ['--url', socketUrl(world.url()), '--out-file', fresh], { cwd: ROOT, stdio: 'pipe' })
    expect(readFileSync(join(ROOT, 'server/db/types.ts'), 'utf8')).toBe(readFileSync(fresh, 'utf8'))
  })
})

describe('the routes', () => {
  const operations = async () => {
    const { paths } = await describeApi(theApp())
    return Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods ?? {}).map(([method, operation]) => {
        const words: Record<string, unknown> = { ...(typeof operation === 'object' ? operation : {}) }
        return {
          route: `${method.toUpperCase()} ${path}`,
          permission: words['x-permission'],
          open: words['x-open'],
          summary: words.summary,
        }
      }),
    )
  }

  it('each name their permission or the reason why they need none', async () => {
    const unguarded = (await operations()).filter(
      ({ permission, open }) => (permission === undefined) === (open === undefined),
    )
    expect(unguarded).toEqual([])
  })

  it('are all in the description', async () => {
    const described = new Set((await operations()).map(({ route }) => route))
    const real = theApp()
      .routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${path.replace(/:([a-zA-Z]+)(\{[^}]*\})?/g, '{$1}')}`)
    expect([...new Set(real)].filter((route) => !described.has(route) && !route.startsWith('OPTIONS'))).toEqual([])
    expect([...described].length).toBeGreaterThan(60)
  })

  it('use the permissions of the role table', async () => {
    const unknown = (await operations()).filter(
      ({ permission }) => permission !== undefined && !PERMISSIONS.some((each) => each === permission),
    )
    expect(unknown).toEqual([])
  })

  it('each say what they do', async () => {
    expect((await operations()).filter(({ summary }) => !summary)).toEqual([])
  })

  it('are guarded as this page says', async () => {
    const page = (await operations())
      .map(({ route, permission, open }) => `${route}  →  ${permission ?? `(${open})`}`)
      .sort()
    await expect(`${page.join('\n')}\n`).toMatchFileSnapshot('routes.snapshot.txt')
  })

  it('are described by docs/api.json as they are', async () => {
    const fresh = `${JSON.stringify(await describeApi(theApp()), null, 2)}\n`
    expect(readFileSync(join(ROOT, 'docs/api.json'), 'utf8') === fresh, 'run npm run generate').toBe(true)
  })
})

describe('the way out', () => {
  it('attack 82: is outside.ts alone, so nothing else fetches by itself', () => {
    const files = globSync('{server,integrations,channels}/**/*.ts', { cwd: ROOT }).filter(
      (file) => !/\.(test|fixture)\.ts$/.test(file) && !ELSEWHERE.some((folder) => file.startsWith(folder)),
    )
    const ways = /(?<![.\w]|(?:function|async) )fetch\(|globalThis\.fetch|new (WebSocket|EventSource|XMLHttpRequest)\(/
    expect(files.filter((file) => ways.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([])
    expect(files.length).toBeGreaterThan(80)
  })
})

/** What runs in a browser, and what plays a provider in tests. */
const ELSEWHERE = [join('channels', 'webchat', 'widget'), join('server', 'test')]

/** The same database in the form that the generator reads. */
function socketUrl(url: string): string {
  const { username, pathname, searchParams, host } = new URL(url)
  const folder = searchParams.get('host')
  return folder
    ? `postgresql://${username}@${encodeURIComponent(folder)}${pathname}`
    : `postgresql://${username}@${host}${pathname}`
}
