/** Words that lead somewhere at any time, also while a question waits. */
import type { Entry } from '../entry.ts'

/** How people ask for a person. */
export const PERSON = ['human', 'agent', 'person', 'talk to a person', 'talk to a human', 'speak to someone']

/** The whole message is one of the words. */
export function said(id: string, to: string, words: string[]): Entry {
  return { kind: 'keyword', id, to, match: 'exact', words, always: true }
}

/** One of the words stands somewhere in the message. */
export function mentioned(id: string, to: string, words: string[]): Entry {
  return { kind: 'keyword', id, to, match: 'contains', words, always: true }
}
