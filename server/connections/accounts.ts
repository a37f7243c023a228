/** Opens connected accounts for those who use them, and lends them the one way out. */
import { z } from 'zod'
import type { Account, Answered, Asked } from '../../shared/account.ts'
import { unseal } from '../crypto.ts'
import { look } from '../db/in-workspace.ts'
import { outside } from '../outside.ts'

const Secrets = z.record(z.string(), z.unknown())
const USUAL_MS = 20_000
const VERSION = 'Switchboard/0.1'

/** The account that the workspace has connected, opened; undefined where there is none. */
export async function openAccount(workspaceId: string, integration: string): Promise<Account<unknown> | undefined> {
  const row = await look({ workspaceId }, (db) =>
    db
      .selectFrom('connections')
      .select(['id', 'sealed'])
      .where('workspaceId', '=', workspaceId)
      .where('integration', '=', integration)
      .executeTakeFirst(),
  )
  if (!row) return undefined
  return accountWith(Secrets.parse(JSON.parse(unseal(row.sealed, boxPlace(workspaceId, row.id)))))
}

/** The account with these keys. */
export function accountWith(secrets: unknown): Account<unknown> {
  return { secrets, ask }
}

/** Where the box of a connection's keys stands: moved elsewhere it does not open (attack 73). */
export function boxPlace(workspaceId: string, id: string): string {
  return `${workspaceId}|connection|${id}|secrets`
}

async function ask({ method, url, headers = {}, json, timeoutMs = USUAL_MS }: Asked): Promise<Answered> {
  const given = Object.entries({ Accept: 'application/json', 'User-Agent': VERSION, ...headers })
  const answer = await outside({
    method,
    url,
    headers: json === undefined ? given : [...given, ['Content-Type', 'application/json']],
    ...(json !== undefined && { body: JSON.stringify(json) }),
    timeoutMs,
    isBodySecret: true,
  })
  if (!answer.ok) return { ok: false, reason: answer.reason, message: answer.message }
  const text = answer.text()
  return { ok: true, status: answer.status, headers: answer.headers, json: readJson(text), text }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
