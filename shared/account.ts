/** A connected account as an adapter gets it: what it was connected with, and the only way out that it has. */
import type { ServiceUrls } from './service-urls.ts'

/** A request to the outside; addresses are complete. At most one of `json`, `form`, `parts` and `bytes` is its body. */
export interface Asked {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers?: Record<string, string>
  /** sent as JSON */
  json?: unknown
  /** sent as application/x-www-form-urlencoded, in this order */
  form?: ReadonlyArray<readonly [name: string, value: string]>
  /** sent as multipart/form-data */
  parts?: readonly FormPart[]
  bytes?: { type: string; body: Uint8Array }
  timeoutMs?: number
  /** Largest answer; default 1 MB. */
  maxBytes?: number
}

export interface FormPart {
  name: string
  value: string | { fileName: string; type: string; body: Uint8Array }
}

/**
 * What came back, or why nothing did; never a throw. `wasSent` is false only when it is certain that the server got nothing
 * of it.
 */
export type Answered =
  | {
      ok: true
      status: number
      headers: Record<string, string>
      json: unknown
      text: string
      bytes: Uint8Array
    }
  | { ok: false; reason: 'blocked' | 'timeout' | 'too-large' | 'failed'; message: string; wasSent: boolean }

/** The way out, as adapters are lent it. */
export type Ask = (request: Asked) => Promise<Answered>

export interface Account<Secrets> {
  secrets: Secrets
  /** base addresses by service, as `shared/service-urls.ts` names them */
  urls: ServiceUrls
  ask: Ask
}
