/** A worker process of its own whose channels speak to a counterpart, for tests that kill it in the middle of sending. */
import { z } from 'zod'
import type { Delivery } from '../../channels/channel.ts'
import { runCall } from '../calls/run-call.ts'
import { closeDatabase, openDatabase } from '../db/database.ts'
import { look } from '../db/in-workspace.ts'
import { startWorker } from '../worker.ts'
import { adapter, lineOf } from './accounts.ts'

const Order = z.object({
  database: z.string(),
  /** takes each part by POST, and answers with what became of it */
  counterpart: z.string(),
  repeat: z.enum(['harmless', 'told', 'listed', 'unknown']),
  pace: z.number(),
  inDoubt: z.enum(['hold', 'resend']),
})
const order = Order.parse(JSON.parse(process.argv[2] ?? ''))
const Answer = z.custom<Delivery>((answer) => typeof answer === 'object' && answer !== null && 'ok' in answer)

openDatabase(order.database, 12)
const channel = {
  ...adapter({ repeat: order.repeat, pace: order.pace }),
  async send(message: unknown, to: unknown): Promise<Delivery> {
    const body = JSON.stringify({ message, to, at: performance.timeOrigin + performance.now() })
    const response = await fetch(order.counterpart, { method: 'POST', body })
    return Answer.parse(await response.json())
  },
}

async function openLine(workspaceId: string, botId: string) {
  const row = await look({ workspaceId }, (db) =>
    db
      .selectFrom('channels')
      .select('id')
      .where('workspaceId', '=', workspaceId)
      .where('botId', '=', botId)
      .executeTakeFirst(),
  )
  return row && lineOf({ workspaceId, botId, id: row.id }, channel, order.inDoubt)
}

const stop = await startWorker({ runCall, sending: { openLine } })
process.stdout.write('working\n')
process.on('SIGTERM', async () => {
  await stop()
  await closeDatabase()
  process.exit(0)
})
