/** Reads the rules of `invariants.sql` and asks the database which of them are broken. */
import { readFileSync } from 'node:fs'
import type pg from 'pg'

export interface Rule {
  name: string
  query: string
}

export interface Finding {
  rule: string
  /** The rows that break the rule; none when it holds. */
  rows: Array<Record<string, unknown>>
}

/** The rules, in the file's order. */
export function rules(): Rule[] {
  const text = readFileSync(new URL('./invariants.sql', import.meta.url), 'utf8')
  return text
    .split(/^-- rule: /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n')
      return { name: part.slice(0, end).trim(), query: part.slice(end).trim().replace(/;$/, '') }
    })
}

/** Asks every rule; at most ten rows of each are told. */
export async function examine(client: Pick<pg.ClientBase, 'query'>): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { name, query } of rules()) {
    const { rows } = await client.query(`select * from (${query}) as broken limit 10`)
    findings.push({ rule: name, rows })
  }
  return findings
}
