/** A hundred shared among the parts of a split. */

/** Whole numbers that make 100; the first parts take what is left over. */
export function sharedEvenly<Weighted extends { weight: number }>(parts: readonly Weighted[]): Weighted[] {
  const share = Math.floor(100 / parts.length)
  const rest = 100 - share * parts.length
  return parts.map((part, index) => ({ ...part, weight: share + (index < rest ? 1 : 0) }))
}
