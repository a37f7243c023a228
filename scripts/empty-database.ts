/** Removes everything that Switchboard has in a database, in the transaction that is open; extensions stay. */
import type pg from 'pg'

/** Each line is a statement that removes one thing. What a removed table takes along is not there any more, hence `if exists`. */
const REMOVALS = `
  select format('drop %s if exists %s cascade', case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end, c.oid::regclass) as text
    from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S') and not relispartition
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  union all
  select format('drop routine if exists %s cascade', p.oid::regprocedure) from pg_proc p
    where pronamespace = 'public'::regnamespace and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  union all
  select format('drop type if exists %s cascade', t.oid::regtype) from pg_type t
    where typnamespace = 'public'::regnamespace and typtype in ('e', 'd') and not exists (select from pg_depend d where d.objid = t.oid and d.deptype = 'e')`

export async function emptyDatabase(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ text: string }>(REMOVALS)
  for (const { text } of rows) await client.query(text)
}
