/** Gives the fields of a flow other names, wherever it fills, reads or compares them. */
import type { Flow } from '../flow.ts'
import { mapTexts } from './texts.ts'

/** `names`: from the name in the flow to the new one, both as flows write them (`plan`, `bot.plan`). */
export function renameFields(flow: Flow, names: ReadonlyMap<string, string>): Flow {
  if (names.size === 0) return flow
  const renamed = (name: string) => names.get(name) ?? names.get(name.replace(/^user\./, '')) ?? name
  const { steps, entries } = mapTexts({ steps: flow.steps, entries: flow.entries }, (text, { key, holder }) => {
    if (key === 'field' || (key === 'name' && 'operator' in holder)) return renamed(text)
    if (key === 'formula') return inFormula(text, renamed)
    return text.replace(MARKED, (_all, open: string, name: string) => `${open}${renamed(name)}`)
  })
  return { ...flow, steps, ...(entries && { entries }) }
}

const MARKED = /(\{\{\s*)((?:user\.|bot\.)?[a-z][a-z0-9_]{0,39})(?=[\s|.}])/g

/** Names outside of quotes. */
function inFormula(formula: string, renamed: (name: string) => string): string {
  return formula.replace(
    /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?:bot\.|user\.)?[A-Za-z_][A-Za-z0-9_]*(?!\s*\()/g,
    (part) => (/^["']/.test(part) ? part : renamed(part)),
  )
}
