/**
 * The form of a backup: gzip over lines. The first line is the header; then for each table its head, its rows as
 * PostgreSQL's COPY writes them, a line `\.`, and its sum; then for each file its head and its bytes, and how many there were;
 * the last line says that this is the end.
 */
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { CannotStart } from '../server/errors.ts'

export const Header = z.object({
  switchboard: z.literal('backup'),
  format: z.number().int(),
  version: z.string(),
  madeAt: z.string(),
  migrations: z.array(z.object({ number: z.number().int(), name: z.string(), hash: z.string() })).min(1),
  tables: z.array(z.string()),
  /** The key that opens what is sealed in the rows, base64. */
  secretsKey: z.string().optional(),
})
export type Header = z.output<typeof Header>

export const FORMAT = 2
/** Older backups hold no files. */
export const FIRST_WITH_FILES = 2
export const END_OF_ROWS = '\\.\n'
export const TableHead = z.object({ table: z.string(), columns: z.array(z.string()) })
export const TableSum = z.object({ rows: z.number().int(), sha256: z.string() })
export const FileHead = z.object({ file: z.string(), size: z.int().min(0).max(100_000_000), sha256: z.string() })
export const FileEnd = z.object({ files: z.int() })
export const End = z.object({ end: z.literal(true) })

/** A backup that is being read from its first line to its last. */
export interface BackupReader {
  /** The next line, which must be JSON of this shape. */
  line<S extends z.ZodType>(schema: S): Promise<z.output<S>>
  /** The lines up to the end of a table's rows, many at a time. */
  rows(): AsyncGenerator<Buffer>
  /** So many bytes, and the newline behind them. */
  bytes(size: number): Promise<Buffer>
  /** Reads to the end, which must come now. */
  end(): Promise<void>
  close(): void
}

/** Opens a backup. Whatever is wrong with the file is a CannotStart with one sentence. */
export function openBackup(file: string): BackupReader {
  const { next, take, close } = linesIn(file)
  const line = async () => (await next()) ?? refuse(`${file} is cut short`)

  return {
    close,
    async line(schema) {
      const read = schema.safeParse(asJson((await line()).toString()))
      return read.success ? read.data : refuse(`${file} is not a whole backup of Switchboard`)
    },
    async *rows() {
      let batch: Buffer[] = []
      let size = 0
      for (let row = await line(); row.toString('latin1', 0, 4) !== END_OF_ROWS; row = await line()) {
        batch.push(row)
        size += row.length
        if (size < BATCH) continue
        yield Buffer.concat(batch)
        batch = []
        size = 0
      }
      if (size > 0) yield Buffer.concat(batch)
    },
    bytes: async (size) => (await take(size + 1)).subarray(0, size),
    async end() {
      if (await next()) refuse(`${file} goes on after its end`)
    },
  }
}

const BATCH = 256 * 1024
const NEWLINE = 10

/** Line by line, each with its newline; undefined at the end. */
function linesIn(file: string): {
  next: () => Promise<Buffer | undefined>
  take: (size: number) => Promise<Buffer>
  close: () => void
} {
  const source = createReadStream(file)
  const gunzip = pipeline(source, createGunzip({ chunkSize: 1024 * 1024 }), () => {})
  const chunks: AsyncIterator<Buffer> = gunzip[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  const next = async (): Promise<Buffer | undefined> => {
    for (;;) {
      const end = rest.indexOf(NEWLINE) + 1
      if (end > 0) {
        const line = rest.subarray(0, end)
        rest = rest.subarray(end)
        return line
      }
      const chunk = await more()
      if (!chunk) return rest.length > 0 ? refuse(`${file} is cut short`) : undefined
      rest = Buffer.concat([rest, chunk])
    }
  }
  const more = async (): Promise<Buffer | undefined> => {
    const chunk = await chunks.next().catch((error) => refuse(whatIsWrong(file, error)))
    return chunk.done ? undefined : chunk.value
  }
  const take = async (size: number): Promise<Buffer> => {
    const parts = [rest]
    for (let missing = size - rest.length; missing > 0; ) {
      const chunk = (await more()) ?? refuse(`${file} is cut short`)
      parts.push(chunk)
      missing -= chunk.length
    }
    const all = Buffer.concat(parts)
    rest = all.subarray(size)
    return all.subarray(0, size)
  }
  return { next, take, close: () => source.destroy() }
}

function whatIsWrong(file: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'Z_BUF_ERROR') return `${file} is cut short`
  if (code === 'Z_DATA_ERROR') return `${file} is damaged or is not a backup of Switchboard`
  if (code === 'ENOENT') return `There is no file ${file}`
  return `${file} cannot be read (${error instanceof Error ? error.message : error})`
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refuse(what: string): never {
  throw new CannotStart(`${what}; nothing was restored.`)
}
