/** How answers and values are compared: without regard to case, numbers as numbers, times as times. */

export function isSame(left: string, right: string): boolean {
  return left === right || fold(left) === fold(right) || order(left, right) === 0
}

/** Negative, zero or positive as `left` comes before, with or after `right`; undefined where they cannot be ordered. */
export function order(left: string, right: string): number | undefined {
  const [a, b] = [left.trim(), right.trim()]
  if (a === '' || b === '') return undefined
  if (NUMBER.test(a) !== NUMBER.test(b)) return undefined
  if (NUMBER.test(a)) return Number(a) - Number(b)
  const [x, y] = [sortable(a), sortable(b)]
  return x < y ? -1 : x > y ? 1 : 0
}

/** The text as it is compared: no case, no spaces around, one form of each character. */
export function fold(text: string): string {
  if (FOLDED.test(text)) return text
  return text
    .normalize('NFKC')
    .slice(0, text.length * 2 + LONGEST_SIGN)
    .trim()
    .toLowerCase()
}

// most words are so already, and the general way is dear
const FOLDED = /^[!-@[-~]*$/
// some signs become eighteen letters, and a text of nothing else would take its time
const LONGEST_SIGN = 100
const NUMBER = /^[+-]?\d{1,30}(?:\.\d{1,30})?$/

// '9:30' would come after '10:00' letter by letter
function sortable(text: string): string {
  return fold(/^\d:\d\d/.test(text) ? `0${text}` : text)
}
