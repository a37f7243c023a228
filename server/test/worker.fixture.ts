/** A worker process of its own, for tests that kill it. */
import { closeDatabase, openDatabase } from '../db/database.ts'
import { startWorker } from '../worker.ts'

openDatabase(process.argv[2] ?? '', 6)
const stop = await startWorker()
process.stdout.write('working\n')
process.on('SIGTERM', async () => {
  await stop()
  await closeDatabase()
  process.exit(0)
})
