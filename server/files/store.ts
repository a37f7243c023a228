/** Where the bytes of files lie: in a folder, or in a bucket that speaks S3. The row of a file says in which. */
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { diskIn } from './disk.ts'
import type { FileStore } from './file-store.ts'
import { type Bucket, bucketAt } from './s3.ts'

export interface FilePlaces {
  folder: string
  /** Where new files go, when it is set up; what lies in the folder stays there. */
  bucket?: Bucket
}

/** As the configuration says. */
export function filePlaces({ filesBucket }: Pick<Config, 'filesBucket'>, dataFolder: string): FilePlaces {
  return { folder: join(dataFolder, 'files'), ...(filesBucket && { bucket: filesBucket }) }
}

/** All stores of an installation; new files go into the first. */
export function storesAt({ folder, bucket }: FilePlaces): [FileStore, ...FileStore[]] {
  const disk = diskIn(folder)
  return bucket ? [bucketAt(bucket), disk] : [disk]
}

let stores: FileStore[] = []

/** Tells where files lie. */
export function setFilePlaces(places: FilePlaces): void {
  stores = storesAt(places)
}

/** Every store of this installation. */
export function fileStores(): readonly FileStore[] {
  return stores
}

/** Where new files go. */
export function presentStore(): FileStore {
  const [first] = stores
  if (!first) throw new Error('nobody has said where files lie')
  return first
}

/** The store that a file's row names. */
export function storeNamed(name: string): FileStore {
  const store = stores.find((each) => each.name === name)
  if (!store) throw new Error(`the file store «${name}» is not set up`)
  return store
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const KEY = /^[A-Za-z0-9_-]{43}$/

/** Where a file lies in its store. */
export function pathOf(workspaceId: string, key: string): string {
  if (!UUID.test(workspaceId) || !KEY.test(key)) throw new Error('not the name of a file')
  return `${workspaceId}/${key.slice(0, 2)}/${key}`
}

/** Whose file lies there; undefined for what is none of ours. */
export function ownerOf(path: string): { workspaceId: string; key: string } | undefined {
  const [workspaceId = '', , key = ''] = path.split('/')
  return UUID.test(workspaceId) && KEY.test(key) && path === pathOf(workspaceId, key) ? { workspaceId, key } : undefined
}
