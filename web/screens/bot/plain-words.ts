/** What a part of a step holds, as people read it: no brackets, no ids; each item of a list on its own line. */

export interface Reading {
  /** the control of the part's form */
  control: string | undefined
  /** the word of a choice */
  option: (word: string) => string
  /** the name of a step */
  step: (id: string) => string
  /** the name of a flow */
  flow: (id: string) => string
  yes: string
  no: string
}

/** Empty where it holds nothing. */
export function plainWords(value: unknown, reading: Reading): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? reading.yes : reading.no
  if (typeof value === 'string') return word(value, reading)
  if (Array.isArray(value)) return value.map((item: unknown) => plainWords(item, reading)).join('\n')
  if (typeof value === 'object') return whole(value, reading)
  return String(value)
}

function word(text: string, { control, option, step, flow }: Reading): string {
  if (control === 'step') return step(text)
  if (control === 'flow') return flow(text)
  return control === 'select' ? option(text) : text
}

/** Names that only the flow needs. */
const SILENT = new Set(['id', 'kind', 'block'])
/** Ways to other steps. */
const WAYS = new Set(['next', 'to', 'otherwise', 'skipped', 'failed', 'timeout'])

function whole(value: object, reading: Reading): string {
  const parts = Object.entries(value).filter(([key, part]) => !SILENT.has(key) && part !== undefined && part !== '')
  const said = parts.map(([key, part]) => {
    if (WAYS.has(key) && typeof part === 'string') return `→ ${reading.step(part)}`
    return plainWords(part, { ...reading, control: undefined })
  })
  const isLong = parts.some(([, part]) => typeof part === 'object')
  return said.filter((each) => each !== '').join(isLong ? '\n' : ' ')
}
