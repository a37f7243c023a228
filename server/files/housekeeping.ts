/** What the worker tidies among the files: bytes whose row was never written, or went without them. */
import { bare } from '../db/database.ts'
import { log } from '../log.ts'
import { isHalf } from './disk.ts'
import type { FileStore, Lying } from './file-store.ts'
import { fileStores, ownerOf } from './store.ts'

const DAY_MS = 86_400_000
const AT_ONCE = 500

/** Removes files that have lain for a day without a row, and nothing that is no file of ours. Returns how many. */
export async function sweepFiles(now = new Date()): Promise<number> {
  const before = now.getTime() - DAY_MS
  let swept = 0
  for (const store of fileStores()) {
    for await (const part of inParts(store.list())) {
      const old = part.filter(({ at }) => at.getTime() < before)
      for (const path of await withoutRow(store, old)) {
        await store.remove(path)
        swept++
      }
    }
  }
  if (swept > 0) log.info({ swept }, 'files that nobody has any more are removed')
  return swept
}

/** Removes all files of a workspace that is gone. Throws nothing: what stays is swept later. */
export async function removeFilesOf(workspaceId: string): Promise<void> {
  for (const store of fileStores()) {
    await store
      .removeAll(`${workspaceId}/`)
      .catch((error) => log.warn({ err: error, store: store.name }, 'files of a removed workspace stay until swept'))
  }
}

async function withoutRow(store: FileStore, lying: Lying[]): Promise<string[]> {
  const keys = lying.flatMap(({ path }) => ownerOf(path)?.key ?? [])
  const rows = keys.length > 0 ? await rowsOf(store, keys) : []
  const named = new Set(rows.map(({ workspaceId, key }) => `${workspaceId} ${key}`))
  return lying.flatMap(({ path }) => {
    const owner = ownerOf(path)
    const isLeft = owner ? !named.has(`${owner.workspaceId} ${owner.key}`) : isHalf(path)
    return isLeft ? [path] : []
  })
}

function rowsOf(store: FileStore, keys: string[]) {
  return bare()
    .selectFrom('files')
    .select(['workspaceId', 'key'])
    .where('store', '=', store.name)
    .where('key', 'in', keys)
    .execute()
}

async function* inParts(lying: AsyncIterable<Lying>): AsyncGenerator<Lying[]> {
  let part: Lying[] = []
  for await (const each of lying) {
    part.push(each)
    if (part.length < AT_ONCE) continue
    yield part
    part = []
  }
  yield part
}
