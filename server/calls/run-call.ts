/** Makes a call that a flow asks for: each kind by its own executor. */
import type { Call, CallOutcome } from '../../engine/call.ts'
import { secretFor } from '../connections/secrets.ts'
import type { About } from './about.ts'
import { runAiCall } from './ai-call.ts'
import { runCodeCall } from './code-call.ts'
import { runHttpCall } from './http-call.ts'
import { runIntegrationCall } from './integration-call.ts'

/** Refusals are outcomes; throws only where Switchboard itself fails. */
export function runCall(call: Call, about: About): Promise<CallOutcome> {
  switch (call.kind) {
    case 'http':
      return runHttpCall(call, (name) => secretFor(about.workspaceId, name))
    case 'integration':
      return runIntegrationCall(call, about)
    case 'code':
      return runCodeCall(call, about)
    case 'ai':
      return runAiCall(call, about)
  }
}
