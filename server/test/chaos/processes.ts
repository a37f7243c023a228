/** Processes of the run: started, told apart by what they print first, and ended by their own id only. */
import { type ChildProcess, spawn } from 'node:child_process'

const all = new Set<ChildProcess>()

/** Starts a Node program and gives the first it prints. Throws where it ends before. */
export async function startProgram(
  words: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  all.add(child)
  child.once('exit', () => all.delete(child))
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    child.once('exit', (code, signal) => reject(new Error(`${words[0]} ended with ${code ?? signal}`)))
  })
  return { child, said }
}

/** Kills it and waits for its end; a stopped one too. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

/** Whatever is left of them. */
export async function killAll(): Promise<void> {
  await Promise.all([...all].map(kill))
}
