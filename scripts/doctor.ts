/** `npm run doctor`: asks the database whether everything that must hold does, and ends with 1 when something does not. */
import pg from 'pg'
import { CannotStart } from '../server/errors.ts'
import { examineFiles } from '../server/files/examine.ts'
import type { FileStore } from '../server/files/file-store.ts'
import { storesAt } from '../server/files/store.ts'
import { examine } from '../server/invariants.ts'
import { reachDatabase } from './reach-database.ts'

try {
  const { url, files, leave } = await reachDatabase(process.env)
  process.exitCode = await report(url, storesAt(files)).finally(leave)
} catch (error) {
  say(error instanceof CannotStart ? error.message : `The database cannot be examined: ${messageOf(error)}.`)
  process.exitCode = 1
}

async function report(url: string, stores: FileStore[]): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 })
  await client.connect()
  try {
    const findings = [...(await examine(client)), ...(await examineFiles(client, stores))]
    for (const { rule, rows } of findings) {
      say(`${rows.length === 0 ? 'ok    ' : 'BROKEN'}  ${rule}`)
      for (const row of rows) say(`          ${JSON.stringify(row)}`)
    }
    const broken = findings.filter((finding) => finding.rows.length > 0).length
    say(broken === 0 ? `All ${findings.length} rules hold.` : `${broken} of ${findings.length} rules are broken.`)
    return broken === 0 ? 0 : 1
  } finally {
    await client.end()
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
