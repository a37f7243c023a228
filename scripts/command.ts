/** What the commands of `npm run` share: paths as they were typed, and one sentence where something is refused. */
import { resolve } from 'node:path'
import { CannotStart } from '../server/errors.ts'

/** Runs a command to its end; a refusal is printed as its one sentence and ends it with code 1. */
export function runCommand(command: () => Promise<void>): void {
  command().catch((error) => {
    process.stderr.write(`${isSentence(error) ? error.message : error.stack}\n`)
    process.exitCode = 1
  })
}

/** The path that was meant where `npm run` was typed; npm itself goes to the checkout first. */
export function pathTyped(file: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), file)
}

/** Ours, or Node's about a word of the command line that it does not know. */
function isSentence(error: Error): boolean {
  return error instanceof CannotStart || ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_'))
}
