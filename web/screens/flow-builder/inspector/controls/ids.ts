/** Ids of answers, buttons and rows: made once, short, and never used twice in a step. */

/** The next free id beside these: `answer-3`. */
export function freeId(stem: string, taken: readonly string[]): string {
  for (let number = taken.length + 1; ; number += 1) {
    const id = `${stem}-${number}`
    if (!taken.includes(id)) return id
  }
}
