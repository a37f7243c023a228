/** Changes that did not reach the server yet, kept in this browser until they do. */
import { z } from 'zod'
import { Flow } from '../../../../engine/flow.ts'

export type KeptDraft = z.output<typeof KeptDraft>
const KeptDraft = z.object({
  /** the draft they were made from, and its number */
  number: z.number(),
  base: Flow,
  flow: Flow,
  at: z.string(),
})

const keyOf = (flowId: string) => `switchboard.kept-draft.${flowId}`

/** False where the browser has no room for it. */
export function keepDraft(flowId: string, draft: KeptDraft): boolean {
  try {
    localStorage.setItem(keyOf(flowId), JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

export function keptDraft(flowId: string): KeptDraft | null {
  try {
    const text = localStorage.getItem(keyOf(flowId))
    return text === null ? null : KeptDraft.parse(JSON.parse(text))
  } catch {
    return null
  }
}

export function forgetDraft(flowId: string): void {
  localStorage.removeItem(keyOf(flowId))
}
