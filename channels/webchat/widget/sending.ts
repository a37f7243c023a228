/** A file on its way to the bot: how far it is, or why it was not taken. */
import { useState } from 'preact/hooks'
import { Refused } from './chat-api.ts'
import type { Incoming } from './wire.ts'

export type Upload = (file: File, onPart: (part: number) => void) => Promise<Incoming>

export interface Sending {
  /** `part` from 0 to 1; `status` is the server's refusal, 0 where it did not answer. */
  state: { name: string; part: number; status: number | null } | null
  start(files: readonly File[]): void
  dismiss(): void
}

/** `onSent` gets the message for each file. One file goes after the other; the first that fails ends it. */
export function useSending(upload: Upload, onSent: (message: Incoming) => void): Sending {
  const [state, setState] = useState<Sending['state']>(null)

  async function send(files: readonly File[]): Promise<void> {
    for (const { name, file } of files.map((file) => ({ name: file.name, file }))) {
      setState({ name, part: 0, status: null })
      try {
        onSent(await upload(file, (part) => setState({ name, part, status: null })))
      } catch (failure) {
        return setState({ name, part: 0, status: failure instanceof Refused ? failure.status : 0 })
      }
    }
    setState(null)
  }

  return {
    state,
    start(files) {
      // What is on its way goes first.
      if (files.length > 0 && (state === null || state.status !== null)) void send(files)
    },
    dismiss: () => setState(null),
  }
}
