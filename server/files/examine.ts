/** Asks whether rows and bytes of files agree: for the doctor. */
import type pg from 'pg'
import type { Finding } from '../invariants.ts'
import type { FileStore, Lying } from './file-store.ts'
import { ownerOf, pathOf } from './store.ts'

const DAY_MS = 86_400_000
const MOST_TOLD = 10

/** What the stores hold against what the rows say; at most ten of each are told. Bytes of less than a day may be on their way. */
export async function examineFiles(
  client: Pick<pg.ClientBase, 'query'>,
  stores: readonly FileStore[],
): Promise<Finding[]> {
  const named = await pathsOfRows(client)
  const withoutRow: Finding['rows'] = []
  for (const store of stores) {
    for await (const lying of store.list()) {
      const row = `${store.name} ${lying.path}`
      if (!named.delete(row) && isOld(lying) && withoutRow.length < MOST_TOLD)
        withoutRow.push({ store: store.name, ...lying })
    }
  }
  const withoutBytes = [...named].slice(0, MOST_TOLD).map((row) => ({ file: row }))
  return [
    { rule: 'every file that has a row has its bytes', rows: withoutBytes },
    { rule: 'every file that has lain for a day has a row (otherwise the next sweep removes it)', rows: withoutRow },
  ]
}

/** «store path» of each row whose bytes lie elsewhere than in the database. */
async function pathsOfRows(client: Pick<pg.ClientBase, 'query'>): Promise<Set<string>> {
  const { rows } = await client.query<{ store: string; workspace_id: string; key: string }>(
    `select store, workspace_id, key from files where store <> 'database'`,
  )
  return new Set(rows.map(({ store, workspace_id, key }) => `${store} ${pathOf(workspace_id, key)}`))
}

function isOld({ path, at }: Lying): boolean {
  return ownerOf(path) !== undefined && at.getTime() < Date.now() - DAY_MS
}
