/** Whether a text is JSON once its values are filled in, and where it stops being so. */

/** The line (from 1) at which it is no JSON; undefined where it is, or where nothing is written. */
export function jsonFault(text: string): number | undefined {
  if (text.trim() === '') return undefined
  const filled = filledIn(text)
  try {
    JSON.parse(filled)
    return undefined
  } catch (fault) {
    const told = /position (\d+)/.exec(fault instanceof Error ? fault.message : '')?.[1]
    const at = strangeAt(filled) ?? (told === undefined ? filled.length : Number(told))
    return filled
      .slice(0, at + 1)
      .trimEnd()
      .split('\n').length
  }
}

/** Laid out with two spaces; undefined where that would change what it says. */
export function tidied(text: string): string | undefined {
  if (text.includes('{{')) return undefined
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return undefined
  }
}

/** A marker in quotes becomes a text, one without becomes a number. */
function filledIn(text: string): string {
  return text.replaceAll(/\{\{[^{}\n]{1,400}\}\}/g, '0')
}

/** Where the first thing stands that no JSON has; undefined where only the order is wrong. Browsers do not all tell. */
function strangeAt(text: string): number | undefined {
  let end = 0
  for (const token of text.matchAll(TOKEN)) {
    if (token.index !== end) return end
    end = token.index + token[0].length
  }
  return end === text.length ? undefined : end
}

const TOKEN = /"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]|\s+/g
