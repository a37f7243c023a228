/** Files in a folder, for one machine or a folder that all machines share: whole or not at all, also when the power fails. */
import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileStore, Lying } from './file-store.ts'

const PARTIAL = '.partial'

export function diskIn(folder: string): FileStore {
  return {
    name: 'disk',
    async put(path, bytes) {
      const whole = placeIn(folder, path)
      await mkdir(dirname(whole), { recursive: true, mode: 0o700 })
      const partial = `${whole}.${randomUUID()}${PARTIAL}`
      try {
        await writeThrough(partial, bytes)
        await rename(partial, whole)
      } catch (error) {
        await rm(partial, { force: true })
        throw error
      }
      await settle(dirname(whole))
    },
    async read(path, { start, length }) {
      const file = await open(placeIn(folder, path), 'r').catch(nothingIfMissing)
      if (!file) return undefined
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start)
        return buffer.subarray(0, bytesRead)
      } finally {
        await file.close()
      }
    },
    remove: (path) => rm(placeIn(folder, path), { force: true }),
    removeAll: (prefix) => rm(placeIn(folder, prefix.slice(0, -1)), { recursive: true, force: true }),
    list: () => filesBelow(folder, ''),
  }
}

/** What a kill has left half written. */
export function isHalf(path: string): boolean {
  return path.endsWith(PARTIAL)
}

/** Names of letters, digits, dots and dashes only, and none that leads up. */
function placeIn(folder: string, path: string): string {
  const names = path.split('/')
  if (!names.every((name) => /^[\w-][\w.-]*$/.test(name))) throw new Error('not the path of a file')
  return join(folder, ...names)
}

async function writeThrough(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The name of a file is kept by its folder. */
async function settle(folder: string): Promise<void> {
  const opened = await open(folder, 'r')
  await opened.sync().finally(() => opened.close())
}

async function* filesBelow(folder: string, prefix: string): AsyncGenerator<Lying> {
  for (const entry of (await readdir(join(folder, prefix), { withFileTypes: true }).catch(nothingIfMissing)) ?? []) {
    const path = `${prefix}${entry.name}`
    if (entry.isDirectory()) yield* filesBelow(folder, `${path}/`)
    const found = entry.isFile() ? await stat(join(folder, path)).catch(nothingIfMissing) : undefined
    if (found) yield { path, at: found.mtime }
  }
}

function nothingIfMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
