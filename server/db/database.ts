/** The bare database: its connections, and statements sent by their own name. Only access, people and look-ups across workspaces use it; all else goes through `in-workspace.ts`. */
import {
  CamelCasePlugin,
  type CompiledQuery,
  type DatabaseConnection,
  DefaultConnectionProvider,
  DefaultQueryExecutor,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { LookLines } from './look-lines.ts'
import type { DB } from './types.ts'
import { gather } from './wire.ts'

/** An instant as PostgreSQL writes it in UTC, as ISO 8601. */
const asIso = (text: string) => `${text.slice(0, 10)}T${text.slice(11).replace('+00', 'Z')}`

const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, asIso)
types.setTypeParser(pg.types.builtins.INT8, Number)

/** What PostgreSQL calls all connections of this process. */
const PROCESS = `switchboard ${process.pid} ${uuidv7()}`

let open: Parts | undefined

/** Opens the connections to this URL; later calls of `bare` and `inWorkspace` use them. */
export function openDatabase(url: string, connections = 20): void {
  const session = { pipeline: true, options: '-c timezone=UTC', types }
  const config = {
    connectionString: url,
    keepAlive: true,
    connectionTimeoutMillis: 15_000,
    application_name: PROCESS,
    ...session,
  }
  const pool = new pg.Pool({ ...config, max: connections, idleTimeoutMillis: 30_000 })
  pool.on('error', () => {}) // An idle connection that breaks is replaced at the next use, and that use reports what is wrong.
  pool.on('connect', (client) => client.on('error', () => {})) // One that breaks in use fails its statements, not the process.
  open = partsOn(pool, new LookLines(config))
}

export async function closeDatabase(): Promise<void> {
  const closing = open
  open = undefined
  await Promise.all([closing?.pool.end(), closing?.lines.close()])
}

/** The database without the wall. */
export function bare(): Kysely<DB> {
  return new Kysely<DB>(opened())
}

/** One connection of the pool; give it back with `release`. */
export function connect(): Promise<pg.PoolClient> {
  return opened().pool.connect()
}

/** Sends one read as a whole, with its way in before it and its end behind it. */
export function sendLook(enter: string, { sql: text, parameters }: CompiledQuery): Promise<pg.QueryResult> {
  return opened().lines.send({ enter, statement: { name: nameOf(text), text, values: [...parameters] } })
}

/** How busy the connections are: in all, idle, and how many wait for one. */
export function connectionsInUse(): { total: number; idle: number; waiting: number } {
  const { totalCount: total, idleCount: idle, waitingCount: waiting } = opened().pool
  return { total, idle, waiting }
}

const names = new Map<string, string>()

/** The same text gets the same name, so that PostgreSQL plans it once a connection. A flood of different texts stays unnamed. */
export function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= 1000) return known
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

/** Sends a compiled statement on this connection. */
export function send(client: pg.ClientBase, query: CompiledQuery): Promise<pg.QueryResult> {
  gather(client)
  return client.query({ name: nameOf(query.sql), text: query.sql, values: [...query.parameters] })
}

/** A pg connection as kysely wants it. */
export function asConnection(client: pg.ClientBase): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, rowCount } = await send(client, query)
      return { rows, numAffectedRows: BigInt(rowCount ?? 0) }
    },
    streamQuery() {
      throw new Error('statements are not streamed here')
    },
  }
}

/** The query builder, running on this connection alone. */
export function on(connection: DatabaseConnection): Kysely<DB> {
  const parts = opened()
  const provider = { provideConnection: <T>(use: (connection: DatabaseConnection) => Promise<T>) => use(connection) }
  return new Kysely<DB>({ ...parts, executor: parts.executor.withConnectionProvider(provider) })
}

function opened(): Parts {
  if (!open) throw new Error('the database is not open')
  return open
}

interface Parts {
  pool: pg.Pool
  lines: LookLines
  config: { dialect: Dialect }
  dialect: Dialect
  driver: Driver
  executor: DefaultQueryExecutor
}

function partsOn(pool: pg.Pool, lines: LookLines): Parts {
  const driver = driverOf(pool)
  const adapter = new PostgresAdapter()
  const compiler = new PostgresQueryCompiler()
  const dialect: Dialect = {
    createDriver: () => driver,
    createAdapter: () => adapter,
    createQueryCompiler: () => compiler,
    createIntrospector: (db) => new PostgresIntrospector(db),
  }
  const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })]
  const executor = new DefaultQueryExecutor(compiler, adapter, new DefaultConnectionProvider(driver), plugins)
  return { pool, lines, config: { dialect }, dialect, driver, executor }
}

function driverOf(pool: pg.Pool): Driver {
  const taken = new WeakMap<DatabaseConnection, pg.PoolClient>()
  const run = async (connection: DatabaseConnection, text: string) => {
    await taken.get(connection)?.query(text)
  }
  return {
    async init() {},
    async acquireConnection() {
      const client = await pool.connect()
      const connection = asConnection(client)
      taken.set(connection, client)
      return connection
    },
    beginTransaction: (connection) => run(connection, 'begin'),
    commitTransaction: (connection) => run(connection, 'commit'),
    rollbackTransaction: (connection) => run(connection, 'rollback'),
    async releaseConnection(connection) {
      taken.get(connection)?.release()
    },
    async destroy() {},
  }
}
