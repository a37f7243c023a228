/** Builds the dashboard and the widget where their sources are newer than what `dist` holds. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const MARK = join(ROOT, 'dist', 'built-from')

const BUILDS = [
  { name: 'dashboard', config: 'vite.config.ts' },
  { name: 'widget', config: 'channels/webchat/widget/vite.config.ts' },
]
/** Everything the browser's code is made of. */
const SOURCES = ['web', 'shared', 'engine', 'channels', 'vite.config.ts', 'lingui.config.ts', 'package-lock.json']

/** Builds what is stale; returns whether it had to. Throws where a build fails. */
export function buildWhatIsStale(): boolean {
  const mark = markOfSources()
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === mark) return false
  for (const { name, config } of BUILDS) build(name, config)
  mkdirSync(join(ROOT, 'dist'), { recursive: true })
  writeFileSync(MARK, mark)
  return true
}

function build(name: string, config: string): void {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const done = spawnSync(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'error'], {
    cwd: ROOT,
    env: { ...process.env, LINGUI_SUPPRESS_BABEL_WARNING: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (done.status !== 0) throw new Error(`the ${name} could not be built`)
}

function markOfSources(): string {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of filesIn(join(ROOT, source))) hash.update(file.slice(ROOT.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) return []
  const isFile = /\.\w+$/.test(path)
  if (isFile) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

if (import.meta.main) buildWhatIsStale()
