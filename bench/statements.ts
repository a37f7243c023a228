/** The SQL that a verb sends, heard while it runs, so that the bare server can send the very same. */
import pg from 'pg'
import { uuidv7 } from 'uuidv7'

export interface Statement {
  text: string
  values: unknown[]
}

/** Runs the verb once and returns its statements in order, without the transaction around them and without the wall. */
export async function statementsOf(verb: () => Promise<unknown>): Promise<Statement[]> {
  const heard: Statement[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function listen(this: pg.Client, ...words: unknown[]) {
    const [statement] = words
    if (isStatement(statement)) heard.push({ text: statement.text, values: statement.values })
    return Reflect.apply(query, this, words)
  }
  try {
    await verb()
  } finally {
    pg.Client.prototype.query = query
  }
  return heard
}

/** The same statements with new ids, marks and addresses where the verb had made new ones; `known` ids stay. */
export function freshened(statements: Statement[], known: ReadonlySet<string>): Statement[] {
  const swaps = new Map<string, string>()
  const swap = (old: string, fresh: () => string) => {
    const made = swaps.get(old) ?? fresh()
    swaps.set(old, made)
    return made
  }
  const inText = (text: string) =>
    text
      .replace(UUID, (id) => (known.has(id) ? id : swap(id, uuidv7)))
      .replace(/[\w-]+@fresh\.test/g, (address) => swap(address, () => `${uuidv7()}@fresh.test`))
  const inValue = (value: unknown) => {
    if (typeof value === 'string') return inText(value)
    return Buffer.isBuffer(value) && value.length === 32
      ? Buffer.from(uuidv7().replaceAll('-', '').repeat(2), 'hex')
      : value
  }
  return statements.map(({ text, values }) => ({ text, values: values.map(inValue) }))
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

function isStatement(word: unknown): word is Statement {
  return typeof word === 'object' && word !== null && 'text' in word && 'values' in word
}
