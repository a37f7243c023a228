/** A process that owns an embedded PostgreSQL, for tests that kill it: prints a line of JSON for each thing that happened. */
import { createInterface } from 'node:readline'
import pg from 'pg'
import { startEmbedded } from './embedded.ts'

const { account, ...options } = JSON.parse(process.argv[2] ?? '{}')
if (account) {
  process.setgroups?.([])
  process.setgid?.(account.gid)
  process.setuid?.(account.uid)
}
const tell = (line: Record<string, unknown>) => process.stdout.write(`${JSON.stringify(line)}\n`)

try {
  const database = await startEmbedded(options)
  const client = new pg.Client(database.url)
  client.on('error', () => {})
  await client.connect()
  await client.query('create table if not exists kept (id int primary key)')
  const { rows } = await client.query('select id from kept order by id')
  tell({ ...database, kept: rows.map((row) => row.id), pid: process.pid })

  createInterface({ input: process.stdin }).on('line', async (word) => {
    if (word === 'write') for (let id = rows.length + 1; ; id++) await keep(client, id)
    await client.end()
    await database.stop()
    process.exit()
  })
} catch (error) {
  tell({
    name: error instanceof Error ? error.constructor.name : '',
    error: error instanceof Error ? error.message : '',
  })
  process.exit(1)
}

async function keep(client: pg.Client, id: number): Promise<void> {
  await client.query('insert into kept values ($1)', [id])
  tell({ acknowledged: id })
}
