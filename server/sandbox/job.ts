/** What goes between the server and a child of the sandbox: one line of JSON each way. The child may import nothing but this file. */

export interface Job {
  source: string
  /** JSON */
  input: string
  timeMs: number
  memoryBytes: number
  outputBytes: number
}

/** `json` is what the code returned. */
export type Reply =
  | { ok: true; json: string; logs: string[] }
  | { ok: false; reason: 'timeout' | 'failed' | 'too-large'; message: string; logs: string[] }

/** The line of a child that has started. */
export const READY = 'ready'
export const LOG_LINES = 50
export const LOG_CHARACTERS = 500
