/** How hard a password is to guess, as a hint while it is chosen. */
import { PASSWORD_MIN } from '../../shared/people.ts'

/**
 * 0: nothing yet, 1: too short, 2: weak, 3: fair, 4: strong. A hint only: length counts most, then how varied it is.
 * The server refuses the passwords that are known to be common.
 */
export function strengthOf(password: string): 0 | 1 | 2 | 3 | 4 {
  const length = [...password].length
  if (length === 0) return 0
  if (length < PASSWORD_MIN) return 1
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length
  const different = new Set(password.toLowerCase()).size
  const points = Math.min(length, different * 2) + kinds * 2
  if (points < 14) return 2
  return points < 20 ? 3 : 4
}
