/** Regular expressions of people, made safe. */
import { RE2JS } from 're2js'

/** The pattern made safe: it takes time in proportion to the text, whatever it is (attack 97). Undefined when it is none. */
export function safePattern(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE)
  } catch {
    return undefined
  }
}
