/** The tables of a backup: which there are, in an order in which they can be filled, and their rows as text that is always the same. */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { to } from 'pg-copy-streams'

export interface Table {
  name: string
  columns: string[]
  /** The primary key, in an order that no locale changes. */
  orderBy: string
}

/** How many rows a table has, and the SHA-256 of their text. */
export interface Sum {
  rows: number
  sha256: string
}

/** Makes text of values independent of how a server is set up; for the transaction that is open. */
export async function speakPlainly(client: pg.ClientBase): Promise<void> {
  await client.query(`set local search_path = public; set local timezone = 'UTC'; set local datestyle = 'ISO, YMD';
    set local intervalstyle = 'iso_8601'; set local extra_float_digits = 1; set local bytea_output = 'hex';
    set local client_encoding = 'UTF8'; set local statement_timeout = 0`)
}

/** Every table, those that others refer to before those that refer; a partitioned one stands for its parts. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Found>(TABLES)
  return inFillingOrder(rows).map(({ name, columns, orderBy }) => ({ name, columns, orderBy }))
}

/** The rows of a table as `COPY` writes them: one line a row, in the order of the primary key. Returns their sum at the end. */
export async function* rowsOf(client: pg.ClientBase, table: Table): AsyncGenerator<Buffer, Sum> {
  const select = `select ${listOf(table.columns)} from ${quoted(table.name)} order by ${table.orderBy}`
  const stream = client.query(to(`copy (${select}) to stdout`))
  const hash = createHash('sha256')
  for await (const chunk of stream) {
    hash.update(chunk)
    yield chunk
  }
  return { rows: stream.rowCount, sha256: hash.digest('hex') }
}

/** The sum of a table's rows. */
export async function sumOf(client: pg.ClientBase, table: Table): Promise<Sum> {
  const rows = rowsOf(client, table)
  for (;;) {
    const next = await rows.next()
    if (next.done) return next.value
  }
}

export function listOf(columns: readonly string[]): string {
  return columns.map(quoted).join(', ')
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

interface Found extends Table {
  needs: string[]
}

const TABLES = `
  select c.relname as name,
    (select json_agg(a.attname order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
    (select string_agg(format('%I', a.attname) || case when a.attcollation = 0 then '' else ' collate "C"' end, ', ' order by k.place)
      from pg_index i, unnest(i.indkey::int2[]) with ordinality k (number, place), pg_attribute a
      where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.number) as "orderBy",
    coalesce((select json_agg(distinct t.relname) from pg_constraint f join pg_class t on t.oid = f.confrelid
      where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid), '[]') as needs
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  order by c.relname`

function inFillingOrder(tables: Found[]): Found[] {
  const order: Found[] = []
  const isPlaced = (name: string) => order.some((table) => table.name === name)
  while (order.length < tables.length) {
    const next = tables.filter((table) => !isPlaced(table.name) && table.needs.every(isPlaced))
    if (next.length === 0) throw new Error('some tables refer to one another in a circle')
    order.push(...next)
  }
  return order
}
