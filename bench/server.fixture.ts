/** One server under load, in a process of its own: `ours`, or `bare` with the same SQL sent by `pg` behind node:http. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import pg from 'pg'
import { makeApp } from '../server/app.ts'
import { readConfig } from '../server/config.ts'
import { setSecretsKeys } from '../server/crypto.ts'
import { openDatabase } from '../server/db/database.ts'
import { freshened, type Statement } from './statements.ts'

/** What the server is told in a file named by its argument. */
export interface Order {
  kind: 'ours' | 'bare'
  database: string
  secret: string
  /** For `bare`: what to send, by URL path; more than one statement go in one transaction. */
  statements: Record<string, Statement[]>
  /** Ids that exist already and are not made anew. */
  known: string[]
}

const order: Order = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'), revive)
const server = order.kind === 'ours' ? ours() : bareServer()
server.listen(0, '127.0.0.1', () => process.stdout.write(`${Object(server.address()).port}\n`))

function ours() {
  setSecretsKeys([{ id: 'bench', bytes: Buffer.from(order.secret, 'base64') }])
  openDatabase(order.database, 10)
  return createAdaptorServer({ fetch: makeApp(readConfig({})).fetch })
}

function bareServer() {
  const pool = new pg.Pool({ connectionString: order.database, max: 10 })
  const known = new Set(order.known)
  return createServer((request, response) => {
    const path = request.url ?? ''
    const statements = order.statements[path] ?? []
    const [first] = statements
    const work =
      statements.length === 1 && first
        ? pool.query({ name: path, ...first })
        : transaction(pool, path, freshened(statements, known))
    work.then(
      ({ rows }) => {
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify(rows))
      },
      (error) => {
        response.statusCode = 500
        response.end(String(error))
      },
    )
    request.resume()
  })
}

async function transaction(pool: pg.Pool, path: string, statements: Statement[]) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    let result = await client.query('select 1 where false')
    for (const [index, statement] of statements.entries())
      result = await client.query({ name: `${path} ${index}`, ...statement })
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** Bytes as JSON writes a Buffer, read back. */
function revive(_key: string, value: unknown): unknown {
  const isBytes =
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'Buffer' &&
    'data' in value &&
    Array.isArray(value.data)
  return isBytes && 'data' in value && Array.isArray(value.data) ? Buffer.from(value.data) : value
}
