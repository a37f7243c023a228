/** What becomes of something that came in and cannot be processed: put off, and after its last attempt laid aside in the error log, while its key goes on. */
import { Id } from '../../shared/text.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { log } from '../log.ts'
import { recordError } from './error-logs.ts'
import type { Head } from './look-ups.ts'
import { isLastAttempt, layAside, putOff } from './second-tries.ts'

export async function failTurn(head: Head, error: unknown): Promise<void> {
  log.warn({ err: error, workspaceId: head.workspaceId, inboundId: head.id }, 'a turn failed')
  if (!isLastAttempt(head)) return putOff('inbound', head)
  const botId = Id.safeParse(head.key.split(':')[1]).data ?? null
  await inWorkspace(head, async (tx) => {
    const errorId = await recordError(tx, {
      code: 'turn-failed',
      message: 'A message could not be processed.',
      botId,
      conversationId: null,
      stepId: null,
      detail: { reason: error instanceof Error ? error.message.slice(0, 500) : 'unknown' },
    })
    await layAside(tx, 'inbound', head, errorId)
  })
}
