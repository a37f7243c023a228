/** A connected account as an adapter gets it: what it was connected with, and the only way out that it has. */

/** A request to the outside; addresses are complete. */
export interface Asked {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers?: Record<string, string>
  /** sent as JSON */
  json?: unknown
  timeoutMs?: number
}

/** What came back, or why nothing did; never a throw. */
export type Answered =
  | { ok: true; status: number; headers: Record<string, string>; json: unknown; text: string }
  | { ok: false; reason: 'blocked' | 'timeout' | 'too-large' | 'failed'; message: string }

export interface Account<Secrets> {
  secrets: Secrets
  ask(request: Asked): Promise<Answered>
}
