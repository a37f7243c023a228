/** Asks for the password again when the API wants a fresh proof, and tells the waiting request how that went. */
import { useSyncExternalStore } from 'react'

interface Question {
  answer: (isProved: boolean) => void
}

let question: Question | null = null
let pending: Promise<boolean> | null = null
const watchers = new Set<() => void>()

/** True once the person has proved again who they are, false when they cancel. Requests at the same time share one question. */
export function askForProof(): Promise<boolean> {
  pending ??= new Promise<boolean>((resolve) => set({ answer: resolve })).finally(() => {
    pending = null
    set(null)
  })
  return pending
}

/** The open question, for the dialog that asks it. */
export function useProofQuestion(): Question | null {
  return useSyncExternalStore(watch, () => question)
}

function watch(changed: () => void): () => void {
  watchers.add(changed)
  return () => watchers.delete(changed)
}

function set(next: Question | null): void {
  question = next
  for (const watcher of watchers) watcher()
}
