import { startEmbedded } from '/work/main/server/db/embedded.ts'
import { migrate } from '/work/main/server/db/migrate.ts'
import { openDatabase, closeDatabase } from '/work/main/server/db/database.ts'
import { benchTurns } from '/work/main/bench/turns.ts'
import { rmSync } from 'node:fs'
rmSync('/var/lib/switchboard/s3bench', { recursive: true, force: true })
const e = await startEmbedded({ checkout: '/work/main', dataFolder: '/var/lib/switchboard/s3bench' })
try {
  await migrate(e.url)
  openDatabase(e.url, 20)
  for (const f of await benchTurns(e.url)) console.log(JSON.stringify(f))
  await closeDatabase()
} finally { await e.stop() }
process.exit(0)
