/** Runs the code of a code step, where the workspace's owner allows it. */
import type { CallOutcome, CodeCall } from '../../engine/call.ts'
import { tame } from '../../shared/tame.ts'
import { look } from '../db/in-workspace.ts'
import { runCode } from '../sandbox/run-code.ts'
import type { About } from './about.ts'

/** `data` is what the code returned. What it wrote to its console goes along where somebody only tries it out. */
export async function runCodeCall(call: CodeCall, about: About): Promise<CallOutcome> {
  if (!(await isCodeAllowed(about.workspaceId)))
    return { ok: false, reason: 'off', message: 'Code steps are off in this workspace; an owner can switch them on.' }

  const result = await runCode(call.source, call.input, { key: about.workspaceId })
  const logs = about.conversationId === null ? { logs: result.logs } : {}
  if (!result.ok) return { ok: false, reason: result.reason, message: result.message, ...logs }
  const { value, isCut } = tame(result.value)
  if (isCut)
    return { ok: false, reason: 'too-large', message: 'The code returned more than a field can hold.', ...logs }
  return { ok: true, data: value, ...logs }
}

async function isCodeAllowed(workspaceId: string): Promise<boolean> {
  const row = await look({ workspaceId }, (db) =>
    db.selectFrom('workspaces').select('isCodeAllowed').where('id', '=', workspaceId).executeTakeFirst(),
  )
  return row?.isCodeAllowed ?? false
}
