/** Finds the e-mail addresses in what somebody pasted, and tells which of them are none. */
import { canonicalEmail } from '../../../shared/text.ts'

export interface Address {
  /** as it was written */
  text: string
  /** the form we keep, or null when it is no address */
  email: string | null
}

/** Reads "a@x.example, Mia <mia@y.example>; …" from one or many lines; each address once, in the order of writing. */
export function readAddresses(text: string): Address[] {
  const plain = text.replace(/"[^"\n]*"(?=\s*<)/g, '')
  const pieces = plain.split(/[,;\n\r\t]+/).flatMap(addressesIn)
  return withoutDoubles(pieces.map((piece) => ({ text: piece, email: canonicalEmail(piece) })))
}

export function withoutDoubles(addresses: Address[]): Address[] {
  const byKey = new Map<string, Address>()
  for (const address of addresses) {
    const key = address.email ?? address.text
    if (!byKey.has(key)) byKey.set(key, address)
  }
  return [...byKey.values()]
}

function addressesIn(piece: string): string[] {
  const inBrackets = [...piece.matchAll(/<([^<>]+)>/g)].map(([, inside = '']) => inside.trim())
  return inBrackets.length > 0 ? inBrackets : piece.split(/\s+/).filter(Boolean)
}
