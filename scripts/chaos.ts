/** `npm run test:chaos`: 500 people write 10,000 messages while workers are killed, stopped and cut off. The CHAOS_… variables make it shorter or longer. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { closeDatabase, openDatabase } from '../server/db/database.ts'
import { startEmbedded } from '../server/db/embedded.ts'
import { migrate } from '../server/db/migrate.ts'
import { runChaos } from '../server/test/chaos/chaos.ts'
import { runCommand } from './command.ts'

const number = (usual: number) => z.coerce.number().int().min(1).default(usual)
const Variables = z.object({
  CHAOS_SEED: number(Math.floor(Math.random() * 1_000_000)),
  CHAOS_PEOPLE: number(500),
  CHAOS_MESSAGES: number(10_000),
  CHAOS_PER_SECOND: number(80),
  CHAOS_KILL_EVERY_MS: number(1000),
  CHAOS_STOP_MS: number(20_000),
  CHAOS_CUT_EVERY_MS: number(700),
  CHAOS_PORT: z.coerce.number().int().optional(),
  /** an empty database that is used instead of one that comes along */
  CHAOS_DATABASE_URL: z.string().optional(),
})

runCommand(async () => {
  const given = Variables.parse(process.env)
  const { url, stop } = given.CHAOS_DATABASE_URL
    ? { url: given.CHAOS_DATABASE_URL, stop: async () => {} }
    : await ownDatabase()
  process.stdout.write(`seed ${given.CHAOS_SEED}\n`)
  try {
    await migrate(url)
    openDatabase(url, 4)
    const { faults, told } = await runChaos(url, {
      seed: given.CHAOS_SEED,
      people: given.CHAOS_PEOPLE,
      messagesEach: Math.max(1, Math.round(given.CHAOS_MESSAGES / given.CHAOS_PEOPLE)),
      perSecond: given.CHAOS_PER_SECOND,
      killEveryMs: given.CHAOS_KILL_EVERY_MS,
      stopMs: given.CHAOS_STOP_MS,
      cutEveryMs: given.CHAOS_CUT_EVERY_MS,
      isHurried: false,
      ...(given.CHAOS_PORT && { port: given.CHAOS_PORT }),
    })
    for (const fault of faults) process.stdout.write(`${fault}\n`)
    process.stdout.write(`${JSON.stringify(told)}\n${faults.length} faults\n`)
    if (faults.length > 0) process.exitCode = 1
  } finally {
    await closeDatabase()
    await stop()
  }
})

async function ownDatabase(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-chaos-'))
  chmodSync(folder, 0o711)
  const embedded = await startEmbedded({ checkout: process.cwd(), dataFolder: join(folder, 'data') })
  return {
    url: embedded.url,
    async stop() {
      await embedded.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
