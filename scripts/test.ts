/** `npm test`: the checks, every test on real PostgreSQL, and the journeys in a real browser. Ends with a line «N passed, N failed». */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { findChromium } from '../e2e/browser.ts'
import { buildWhatIsStale } from './build.ts'
import { check } from './check.ts'

const ROOT = join(import.meta.dirname, '..')
const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numFailedTestSuites: z.number(),
})

interface Count {
  passed: number
  failed: number
  skipped: number
}

const counts: Count[] = [{ ...check(), skipped: 0 }]
buildWhatIsStale()
counts.push(runTests('vitest.config.ts'))
if (findChromium()) counts.push(runTests('e2e/vitest.config.ts'))
else process.stdout.write('No Chromium on this machine: the browser journeys are skipped.\n')

const sum = (pick: (count: Count) => number) => counts.map(pick).reduce((left, right) => left + right)
const failed = sum((count) => count.failed)
const skipped = sum((count) => count.skipped)
process.stdout.write(
  `\n${sum((count) => count.passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
)
process.exit(failed > 0 ? 1 : 0)

function runTests(config: string): Count {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-report-'))
  const report = join(folder, 'report.json')
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const words = ['run', '--config', config, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const done = spawnSync(process.execPath, [vitest, ...words], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] })
  const count = readReport(report)
  rmSync(folder, { recursive: true, force: true })
  // A run that broke outside of its tests (a file that cannot be loaded, an error nobody caught) is a failure too.
  return done.status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
}

function readReport(path: string): Count {
  try {
    const report = Report.parse(JSON.parse(readFileSync(path, 'utf8')))
    return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
