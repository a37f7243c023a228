/** Asks the workspace's AI provider, with what was said before in the conversation. */
import { sql } from 'kysely'
import type { AiCall, CallOutcome } from '../../engine/call.ts'
import type { AiAsk, AiReply, Done } from '../../integrations/integration.ts'
import { reply } from '../../integrations/integrations.ts'
import { openAccount } from '../connections/accounts.ts'
import { look } from '../db/in-workspace.ts'
import type { About } from './about.ts'

const PROVIDER = 'openai'

/** `data` of the outcome: `{ text, fields?, tool?, tokens }`. */
export async function runAiCall(call: AiCall, about: About): Promise<CallOutcome> {
  const account = await openAccount(about.workspaceId, PROVIDER)
  if (!account)
    return {
      ok: false,
      reason: 'not-connected',
      message: 'No AI service is connected; connect one under Integrations.',
    }
  const history = await readHistory(about, call.history)
  return outcomeOf(await reply(PROVIDER, askOf(call, history), account))
}

function askOf(call: AiCall, history: AiAsk['messages']): AiAsk {
  const { model, system, prompt, rounds, tools, fields, maxTokens, temperature } = call
  const messages: Array<AiAsk['messages'][number]> = []
  if (system.trim()) messages.push({ role: 'system', text: system })
  messages.push(...history)
  if (prompt.trim()) messages.push({ role: 'user', text: prompt })
  return { model, messages, rounds, tools, fields, maxTokens, temperature }
}

function outcomeOf(done: Done<AiReply>): CallOutcome {
  if (!done.ok) {
    const { reason, message, status } = done
    return { ok: false, reason, message, ...(status !== undefined && { status }) }
  }
  const { text, fields, tool, tokens } = done.data
  return { ok: true, data: { text, tokens, ...(fields && { fields }), ...(tool && { tool }) } }
}

/** The last words of the conversation, oldest first. What is no text, such as a file, is left out, as are notes of the team. */
async function readHistory(about: About, most: number): Promise<AiAsk['messages']> {
  if (about.conversationId === null || most === 0) return []
  const { rows } = await look(about, (db) =>
    sql<{ author: string; text: string }>`
      select author, coalesce(content->>'text', content->>'label') as text from messages
      where workspace_id = ${about.workspaceId} and conversation_id = ${about.conversationId}
        and author in ('contact', 'bot', 'member') and coalesce(content->>'text', content->>'label', '') <> ''
      order by seq desc limit ${most}`.execute(db),
  )
  return rows.reverse().map(({ author, text }) => ({ role: author === 'contact' ? 'user' : 'assistant', text }))
}
