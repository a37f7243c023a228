/** Lets a connected account do what a step asks for. */
import type { CallOutcome, IntegrationCall } from '../../engine/call.ts'
import { act } from '../../integrations/integrations.ts'
import { tame } from '../../shared/tame.ts'
import { openAccount } from '../connections/accounts.ts'
import type { About } from './about.ts'

/** `data` of the outcome is what the action gives, by its output schema. */
export async function runIntegrationCall(call: IntegrationCall, about: About): Promise<CallOutcome> {
  const account = await openAccount(about.workspaceId, call.integration)
  if (!account)
    return { ok: false, reason: 'not-connected', message: `No account of “${call.integration}” is connected.` }
  const done = await act(call, account)
  if (done.ok) return { ok: true, data: tame(done.data).value }
  const { reason, message, status } = done
  return { ok: false, reason, message, ...(status !== undefined && { status }) }
}
