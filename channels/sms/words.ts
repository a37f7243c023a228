/** The words by which people leave and come back; providers and carriers act on the same ones. */
const LEAVING = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'OPTOUT', 'REVOKE'])
const COMING_BACK = new Set(['START', 'YES', 'UNSTOP'])

/** What the whole message says; null for every other. */
export function reachIn(text: string): 'ok' | 'opted-out' | null {
  const word = text.trim().toUpperCase()
  if (LEAVING.has(word)) return 'opted-out'
  return COMING_BACK.has(word) ? 'ok' : null
}
