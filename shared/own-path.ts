/** Where a person goes after signing in: only ever a path of our own (attack 61). */

const OWN = 'http://own.invalid'

/** The path with its query and fragment when it is one of our own, else `/`. */
export function ownPath(next: unknown): string {
  if (typeof next !== 'string' || next.length > 2000) return '/'
  // Browsers drop tabs and newlines and read a backslash as a slash, so none of these may stand in it.
  if (!/^\/(?![/\\])[^\\\p{Cc}\s]*$/u.test(next)) return '/'
  if (/^\/(?:%2f|%5c)/i.test(next)) return '/'
  const url = URL.parse(next, OWN)
  if (url?.origin !== OWN || url.pathname.startsWith('//')) return '/'
  return url.pathname + url.search + url.hash
}
