/** Requests of the dashboard against the same SQL sent bare by `pg` behind node:http, on the same PostgreSQL. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Request } from 'autocannon'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Actor } from '../server/access/actor.ts'
import { who } from '../server/access/who.ts'
import { setSecretsKeys } from '../server/crypto.ts'
import { bare } from '../server/db/database.ts'
import { newMember, newWorkspace, type Someone } from '../server/test/people.ts'
import { invite } from '../server/workspaces/invitations.ts'
import { listMembers, readMember } from '../server/workspaces/member-list.ts'
import { changeRole } from '../server/workspaces/members.ts'
import { type Figure, inTurns, load } from './figures.ts'
import type { Order } from './server.fixture.ts'
import { type Statement, statementsOf } from './statements.ts'

const WORKSPACES = 80
const WRITES = 800

/** Reads and writes of the members' pages, each as a share of its bare counterpart. The database is open and empty. */
export async function benchRequests(database: string): Promise<Figure[]> {
  const secret = randomBytes(32)
  setSecretsKeys([{ id: 'bench', bytes: secret }])
  const offices = await makeOffices()
  const [office, ...others] = offices
  if (!office) throw new Error('no workspace was made')

  const statements = await bareStatements(office)
  const shared = { database, secret: secret.toString('base64'), statements, known: await knownIds() }
  const ours = await startServer({ kind: 'ours', ...shared })
  const limit = await startServer({ kind: 'bare', ...shared })
  try {
    return [
      await share(
        'GET …/members (50 rows)',
        { url: ours.url, requests: [get(office.owner, '/members?limit=50')] },
        { url: limit.url, requests: [{ path: '/list' }] },
      ),
      await share(
        'GET …/members/{member}',
        { url: ours.url, requests: [get(office.owner, `/members/${office.other.memberId}`)] },
        { url: limit.url, requests: [{ path: '/single' }] },
      ),
      await share(
        'POST …/invitations',
        { url: ours.url, requests: [invitations(others)], amount: WRITES },
        { url: limit.url, requests: [{ path: '/invite' }], amount: WRITES },
      ),
      await share(
        'PUT …/members/{member}/role',
        { url: ours.url, requests: others.flatMap(roleChanges), amount: WRITES },
        { url: limit.url, requests: [{ path: '/role' }], amount: WRITES },
      ),
      await flatness(ours.url),
    ]
  } finally {
    ours.stop()
    limit.stop()
  }
}

interface Office {
  owner: Someone
  other: Someone
}

async function makeOffices(): Promise<Office[]> {
  const offices: Office[] = []
  for (let each = 0; each < WORKSPACES; each++) {
    const workspaceId = await newWorkspace(`Office ${each}`)
    offices.push({
      owner: await newMember(workspaceId, `Olga ${each}`, 'owner'),
      other: await newMember(workspaceId, `Mia ${each}`, 'member'),
    })
  }
  const [first] = offices
  if (first) await fillUp(first.owner.workspaceId, 48)
  return offices
}

async function bareStatements({ owner, other }: Office): Promise<Record<string, Statement[]>> {
  const actor = await actorOf(owner)
  return {
    '/list': await statementsOf(() => listMembers(actor, { limit: 50, sort: 'joined' })),
    '/single': await statementsOf(() => readMember(actor, other.memberId)),
    '/invite': await statementsOf(() =>
      invite(actor, { email: 'someone@fresh.test', role: 'member', access: 'complete', bots: [], message: '' }),
    ),
    '/role': await statementsOf(() => changeRole(actor, other.memberId, 'admin')),
  }
}

async function actorOf({ token, workspaceId }: Someone): Promise<Actor> {
  const found = await who({ token, ip: '127.0.0.1' }, workspaceId, true)
  if (!found?.actor) throw new Error('not a member')
  return found.actor
}

interface Load {
  url: string
  requests: Request[]
  amount?: number
}

async function share(name: string, ours: Load, limit: Load): Promise<Figure> {
  const result = await inTurns(
    3,
    () => load(ours),
    () => load(limit),
  )
  return {
    name,
    value: result.ours / result.limit,
    unit: 'of bare',
    of: `${Math.round(result.ours)}/s of ${Math.round(result.limit)}/s`,
  }
}

async function flatness(url: string): Promise<Figure> {
  const [few, many] = [await workspaceOf(10), await workspaceOf(10_000)]
  const page = (owner: Someone) => ({ url, requests: [get(owner, '/members?limit=10')] })
  const { ours, limit } = await inTurns(
    3,
    () => load(page(many)),
    () => load(page(few)),
  )
  return { name: 'member list, 10,000 members against 10', value: limit / ours, unit: 'times the cost' }
}

async function workspaceOf(members: number): Promise<Someone> {
  const owner = await newMember(await newWorkspace(`Of ${members}`), `Olga of ${members}`, 'owner')
  await fillUp(owner.workspaceId, members - 1)
  return owner
}

async function fillUp(workspaceId: string, count: number): Promise<void> {
  await sql`
    with people as (
      insert into users (id, email, name, email_verified_at)
      select gen_random_uuid(), gen_random_uuid() || '@bench.test', 'Person ' || n, now() from generate_series(1, ${count}::int) n returning id)
    insert into members (workspace_id, id, user_id, role) select ${workspaceId}::uuid, gen_random_uuid(), id, 'member' from people`.execute(
    bare(),
  )
  await sql`analyze members, users`.execute(bare())
}

async function knownIds(): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select id::text from workspaces union select id::text from users union select id::text from members union select id::text from sessions`.execute(
    bare(),
  )
  return rows.map(({ id }) => id)
}

const headersOf = ({ token }: Someone) => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' })
const pathOf = ({ workspaceId }: Someone, path: string) => `/api/workspaces/${workspaceId}${path}`

function get(owner: Someone, path: string): Request {
  return { method: 'GET', path: pathOf(owner, path), headers: headersOf(owner) }
}

/** Each request invites somebody new into the next office, so that none reaches its limit of invitations a day. */
function invitations(offices: Office[]): Request {
  let sent = 0
  return {
    method: 'POST',
    setupRequest(prepared) {
      const office = offices[sent++ % offices.length]
      if (!office) return prepared
      const body = JSON.stringify({ email: `${uuidv7()}@fresh.test`, role: 'member' })
      return { ...prepared, path: pathOf(office.owner, '/invitations'), headers: headersOf(office.owner), body }
    },
  }
}

function roleChanges({ owner, other }: Office): Request[] {
  const to = (role: string): Request => ({
    method: 'PUT',
    path: pathOf(owner, `/members/${other.memberId}/role`),
    headers: headersOf(owner),
    body: JSON.stringify({ role }),
  })
  return [to('admin'), to('member')]
}

async function startServer(order: Order): Promise<{ url: string; stop: () => void }> {
  const file = join(mkdtempSync(join(tmpdir(), 'switchboard-bench-')), 'order.json')
  writeFileSync(file, JSON.stringify(order), { mode: 0o600 })
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server.fixture.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    child.once('exit', (code) => reject(new Error(`a server under load ended with ${code}`)))
  })
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill() }
}
