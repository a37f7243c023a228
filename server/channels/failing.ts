/** Marks channels that no longer work, once, so that the team is told once. */
import { sql } from 'kysely'
import { CHANNELS } from '../../channels/channels.ts'
import type { Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'

/** The channel does not work any more, and why. Told once until it works again; resolves to whether it is news. */
export async function channelFailed(tx: Tx, channelId: string, problem: string): Promise<boolean> {
  const row = await tx.db
    .updateTable('channels')
    .set({ status: 'failing', problem: problem.slice(0, 500), updatedAt: sql<string>`now()` })
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', channelId)
    .where('status', '=', 'connected')
    .returning(['botId', 'channel', 'label'])
    .executeTakeFirst()
  if (!row) return false
  await record(tx, { kind: 'system', reason: 'channel check' }, 'channel.failed', {
    target: { kind: 'channel', id: channelId, name: nameOf(row) },
    after: { problem: problem.slice(0, 500) },
    data: { botId: row.botId },
  })
  return true
}

/** How a channel is called in facts: «Telegram · @acme_bot». */
export function nameOf({ channel, label }: { channel: string; label: string }): string {
  const { label: name = channel } = CHANNELS.get(channel)?.definition ?? {}
  return label ? `${name} · ${label}` : name
}
