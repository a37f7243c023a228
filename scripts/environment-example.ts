/** The text of .env.example, made of the words beside each variable in server/config.ts. */
import { VARIABLES } from '../server/config.ts'

/** One commented line a variable, with what it is for above it. */
export function environmentExample(): string {
  const lines = Object.entries(VARIABLES.shape).map(([name, schema]) => {
    const { data } = schema.safeParse(undefined)
    const value = (Array.isArray(data) ? data : [data ?? '']).map(asText).join(',')
    return `# ${schema.description}\n# ${name}=${value}\n`
  })
  return `# Every variable that Switchboard reads; all are optional. NAME_FILE=path gives the value from a file.\n\n${lines.join('\n')}`
}

function asText(part: unknown): string {
  return typeof part === 'object' && part !== null ? Object.values(part).join('=') : String(part)
}
