/** `npm run check`: types, lint, the order of the rooms, and dead code. Prints a line each; ends with 1 when one fails. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')

const CHECKS = [
  { name: 'types', command: ['tsc', '--noEmit', '--project', '.'] },
  { name: 'lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  {
    name: 'order of the rooms',
    command: [
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      'shared',
      'engine',
      'channels',
      'server',
      'web',
      'scripts',
      'bench',
      'e2e',
    ],
  },
  { name: 'dead code', command: ['knip', '--no-progress'] },
]

/** Runs every check; returns how many passed and failed. What a failing one says is printed. */
export function check(): { passed: number; failed: number } {
  const results = CHECKS.map(({ name, command: [program = '', ...words] }) => {
    const done = spawnSync(join(ROOT, 'node_modules', '.bin', program), words, { cwd: ROOT, encoding: 'utf8' })
    const isGood = done.status === 0
    process.stdout.write(`${isGood ? 'ok  ' : 'FAIL'} ${name}\n${isGood ? '' : `${done.stdout}${done.stderr}\n`}`)
    return isGood
  })
  const passed = results.filter(Boolean).length
  return { passed, failed: results.length - passed }
}

if (import.meta.main && check().failed > 0) process.exit(1)
