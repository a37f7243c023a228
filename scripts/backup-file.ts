/**
 * The form of a backup: gzip over lines. The first line is the header; then for each table its head, its rows as
 * PostgreSQL's COPY writes them, a line `\.`, and its sum; the last line says that this is the end.
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

export const FORMAT = 1
export const END_OF_ROWS = '\\.\n'
export const TableHead = z.object({ table: z.string(), columns: z.array(z.string()) })
export const TableSum = z.object({ rows: z.number().int(), sha256: z.string() })
export const End = z.object({ end: z.literal(true) })

/** A backup that is being read from its first line to its last. */
export interface BackupReader {
  /** The next line, which must be JSON of this shape. */
  line<S extends z.ZodType>(schema: S): Promise<z.output<S>>
  /** The lines up to the end of a table's rows, many at a time. */
  rows(): AsyncGenerator<Buffer>
  /** Reads to the end, which must come now. */
  end(): Promise<void>
  close(): void
}

/** Opens a backup. Whatever is wrong with the file is a CannotStart with one sentence. */
export function openBackup(file: string): BackupReader {
  const { next, close } = linesIn(file)
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
    async end() {
      if (await next()) refuse(`${file} goes on after its end`)
    },
  }
}

const BATCH = 256 * 1024
const NEWLINE = 10

/** Line by line, each with its newline; undefined at the end. */
function linesIn(file: string): { next: () => Promise<Buffer | undefined>; close: () => void } {
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
      const chunk = await chunks.next().catch((error) => refuse(whatIsWrong(file, error)))
      if (chunk.done) return rest.length > 0 ? refuse(`${file} is cut short`) : undefined
      rest = Buffer.concat([rest, chunk.value])
    }
  }
  return { next, close: () => source.destroy() }
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
