/** `npm run bench`: every figure the product is held to, one JSON line each, against limits measured in the same run. Names narrow it: `npm run bench -- requests`. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeDatabase, openDatabase } from '../server/db/database.ts'
import { startEmbedded } from '../server/db/embedded.ts'
import { migrate } from '../server/db/migrate.ts'
import { benchBuilder } from './builder.ts'
import { benchEngine } from './engine.ts'
import { benchFanOut } from './fan-out.ts'
import { type Figure, tell } from './figures.ts'
import { benchGrowth } from './growth.ts'
import { benchPermission } from './permission.ts'
import { benchRequests } from './requests.ts'
import { benchStart } from './start.ts'
import { benchTurns } from './turns.ts'
import { benchWay } from './way.ts'

const BENCHES: Record<string, () => Promise<Figure[]>> = {
  permission: benchPermission,
  engine: benchEngine,
  requests: () => onOwnDatabase(benchRequests),
  turns: () => onOwnDatabase(benchTurns),
  way: () => onOwnDatabase(benchWay),
  growth: () => onOwnDatabase(benchGrowth),
  'fan-out': () => onOwnDatabase(benchFanOut),
  start: benchStart,
  builder: benchBuilder,
}

const wanted = process.argv.slice(2)
for (const [name, run] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const figure of await run()) tell(figure)
}

/** A PostgreSQL as the product starts it, fsync and all, with an empty database. */
async function onOwnDatabase(bench: (url: string) => Promise<Figure[]>): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'))
  chmodSync(folder, 0o711)
  const embedded = await startEmbedded({ checkout: process.cwd(), dataFolder: join(folder, 'data') })
  try {
    await migrate(embedded.url)
    openDatabase(embedded.url, 10)
    return await bench(embedded.url)
  } finally {
    await closeDatabase()
    await embedded.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
