import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const DOCUMENTS = globSync(['*.md', 'docs/**/*.md', 'channels/*/README.md'])
const ROOMS = /^(\.ci|shared|engine|channels|server|web|e2e|bench|docs|scripts)\//
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')))

describe.each(DOCUMENTS)('%s', (document) => {
  const text = readFileSync(document, 'utf8')

  it('links only to what is there', () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
    const relative = links.filter((link) => !/^(https?:|mailto:|#)/.test(link))
    expect(relative.filter((link) => !isThere(join(dirname(document), link)))).toEqual([])
  })

  it('names only files and folders that are there', () => {
    const named = [...text.matchAll(/`([^`\s]+)`/g)].map(([, name = '']) => name)
    const paths = named.filter((name) => ROOMS.test(name) && !/[<>{}*…]/.test(name))
    expect(paths.filter((path) => !isThere(path))).toEqual([])
  })

  it('names only commands that package.json has', () => {
    const commands = [...text.matchAll(/npm (?:run (?:-s )?([\w-]+)|(start|test)\b)/g)]
    const names = commands.map(([, run, short]) => run ?? short ?? '')
    expect(names.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
  })
})

it('reads the documents', () => {
  expect(DOCUMENTS).toContain('README.md')
  expect(DOCUMENTS.length).toBeGreaterThan(10)
})

function isThere(path: string): boolean {
  return existsSync(path.replace(/#.*$/, ''))
}
