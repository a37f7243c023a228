/** What somebody typed as the value of a field, by what the field holds. */
import { type FieldKind, Value } from '../../../../shared/fields.ts'

/** Nothing clears the field. What does not fit its kind stays the text it is. */
export function readValue(text: string, kind: FieldKind | undefined): Value {
  const said = text.trim()
  if (said === '') return null
  if (kind === 'text' || kind === 'date' || kind === 'datetime') return text
  if (kind === 'list' && !said.startsWith('[')) return said.split(',').map((part) => part.trim())
  if (kind === 'number' || kind === undefined)
    return /^[+-]?\d{1,15}(\.\d{1,15})?$/.test(said) ? Number(said) : asJson(text)
  return asJson(text)
}

function asJson(text: string): Value {
  if (!/^\s*(?:[[{]|true|false)/.test(text)) return text
  try {
    return Value.parse(JSON.parse(text))
  } catch {
    return text
  }
}
