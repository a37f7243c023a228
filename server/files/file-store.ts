/** What every place for the bytes of files can do. */

/** A path is made of the workspace's id and the file's key, and of nothing that people write. */
export interface FileStore {
  name: 'disk' | 's3'
  /** Resolves when the bytes would survive a loss of power. What lay there is replaced. */
  put(path: string, bytes: Buffer): Promise<void>
  /** undefined where there is nothing. */
  read(path: string, part: { start: number; length: number }): Promise<Buffer | undefined>
  /** What is not there is no fault. */
  remove(path: string): Promise<void>
  /** Everything below a path that ends with «/». */
  removeAll(prefix: `${string}/`): Promise<void>
  /** All that lies there, also what a kill has left half written. */
  list(): AsyncGenerator<Lying>
}

export interface Lying {
  path: string
  /** when it was put there */
  at: Date
}
