/** A bot as the transcripts run it. */
import type { Flow } from '../flow.ts'

/** Its main flow, and others by their ids. */
export interface Scripted {
  main: Flow
  others?: Readonly<Record<string, Flow>>
}
