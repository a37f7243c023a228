/** What a person searches for, as a pattern in which `%` and `_` stand for themselves (attack 12). */
export function like(search: string): string {
  return `%${search.replace(/[\\%_]/g, '\\$&')}%`
}
