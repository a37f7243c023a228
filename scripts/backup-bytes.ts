/** The files of a backup, behind its tables: those that lie on the disk and have a row, each with its size and its SHA-256. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import type pg from 'pg'
import { CannotStart } from '../server/errors.ts'
import { diskIn } from '../server/files/disk.ts'
import type { FileStore } from '../server/files/file-store.ts'
import { ownerOf, pathOf } from '../server/files/store.ts'
import { type BackupReader, FileEnd, FileHead } from './backup-file.ts'

export interface FileCount {
  files: number
  /** Rows whose bytes are not there. */
  missing: number
}

/** The files that the rows name at the moment of the transaction that is open. */
export async function* filesIn(client: pg.Client, folder: string, count: FileCount): AsyncGenerator<string | Buffer> {
  const disk = diskIn(folder)
  for (const { path, size } of await namedOnDisk(client)) {
    const bytes = await disk.read(path, { start: 0, length: size })
    if (bytes?.length !== size) {
      count.missing++
      continue
    }
    yield `${JSON.stringify({ file: path, size, sha256: sumOf(bytes) })}\n`
    yield bytes
    yield '\n'
    count.files++
  }
}

/** Lays the files of a backup beside their place; what is returned puts them there, and keeps those that were there before. */
export async function layFiles(
  backup: BackupReader,
  folder: string | undefined,
): Promise<{ files: number; put: () => void }> {
  if (!folder) return { files: await layAll(backup, undefined), put: () => {} }
  dropFiles(folder)
  const files = await layAll(backup, diskIn(incomingFor(folder)))
  return { files, put: () => swap(folder, incomingFor(folder)) }
}

/** Forgets the files that lie beside their place. */
export function dropFiles(folder: string): void {
  rmSync(incomingFor(folder), { recursive: true, force: true })
}

function incomingFor(folder: string): string {
  return `${folder}.incoming`
}

async function layAll(backup: BackupReader, disk: FileStore | undefined): Promise<number> {
  for (let files = 0; ; files++) {
    const head = await backup.line(FileHead.or(FileEnd))
    if ('files' in head) {
      if (head.files !== files) throw new CannotStart('The backup lacks some of its files; nothing was restored.')
      return files
    }
    const bytes = await backup.bytes(head.size)
    if (!ownerOf(head.file) || sumOf(bytes) !== head.sha256) {
      throw new CannotStart(`A file of the backup is not the one that was backed up (checksum); nothing was restored.`)
    }
    await disk?.put(head.file, bytes)
  }
}

function swap(folder: string, incoming: string): void {
  if (existsSync(folder)) renameSync(folder, `${folder}.before-${new Date().toISOString().replaceAll(':', '-')}`)
  mkdirSync(incoming, { recursive: true, mode: 0o700 })
  renameSync(incoming, folder)
}

async function namedOnDisk(client: pg.Client): Promise<Array<{ path: string; size: number }>> {
  const { rows: columns } = await client.query(
    `select from information_schema.columns where table_schema = 'public' and table_name = 'files' and column_name = 'store'`,
  )
  if (columns.length === 0) return []
  const { rows } = await client.query<{ workspace_id: string; key: string; size: number }>(
    `select workspace_id, key, size from files where store = 'disk' order by workspace_id, id`,
  )
  return rows.map(({ workspace_id, key, size }) => ({ path: pathOf(workspace_id, key), size }))
}

function sumOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
