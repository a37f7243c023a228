/** What a service answers, for tests. */
import type { Answered } from './account.ts'

/** An answer with this status and JSON. */
export function answered(
  status: number,
  json: unknown = {},
  headers: Record<string, string> = {},
): Extract<Answered, { ok: true }> {
  const text = JSON.stringify(json)
  return { ok: true, status, headers, json, text, bytes: new TextEncoder().encode(text) }
}
