import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readConfig, VARIABLES } from '../server/config.ts'

const Compose = z.object({
  services: z.record(
    z.string(),
    z.object({
      image: z.string().optional(),
      environment: z.record(z.string(), z.string()),
      read_only: z.literal(true),
      cap_drop: z.tuple([z.literal('ALL')]),
      volumes: z.array(z.string()),
      secrets: z.array(z.string()),
    }),
  ),
  volumes: z.record(z.string(), z.null()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
})

const text = readFileSync('compose.yaml', 'utf8')
const compose = Compose.parse(parse(text))
const dockerfile = readFileSync('Dockerfile', 'utf8')
const isVariable = (name: string) => Object.hasOwn(VARIABLES.shape, name.replace(/_FILE$/, ''))

describe('compose.yaml', () => {
  it('names only variables that Switchboard reads', () => {
    const asked = [...text.matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name)
    const given = Object.keys(compose.services.switchboard?.environment ?? {})
    expect([...asked, ...given].filter((name) => !isVariable(name))).toEqual([])
  })

  it('gives defaults that Switchboard takes', () => {
    const given = Object.entries(compose.services.switchboard?.environment ?? {})
      .filter(([name]) => !name.endsWith('_FILE'))
      .map(([name, value]) => [name, value.replace(/^\$\{\w+:-(.*)\}$/, '$1')])
    expect(() => readConfig(Object.fromEntries(given))).not.toThrow()
  })

  it('uses the volumes and secrets that it declares', () => {
    const services = Object.values(compose.services)
    const used = services.flatMap(({ volumes }) => volumes.map((volume) => volume.split(':')[0]))
    expect(used.sort()).toEqual(Object.keys(compose.volumes).sort())
    expect(services.flatMap(({ secrets }) => secrets).sort()).toEqual(Object.keys(compose.secrets).sort())
  })

  it('names every image with its version', () => {
    const images = Object.values(compose.services).flatMap(({ image }) => image ?? [])
    expect(images.filter((image) => !/:\d/.test(image))).toEqual([])
  })
})

describe('the Dockerfile', () => {
  it('starts from images with a version', () => {
    const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image = '']) => image)
    expect(images.filter((image) => !/:\d/.test(image))).toEqual([])
  })

  it('copies only what is there and not ignored', () => {
    const lines = [...dockerfile.matchAll(/^COPY (?!--from)(.*)$/gm)].map(([, words = '']) => words.split(' '))
    const sources = lines.flatMap((words) => words.slice(0, -1))
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n')
    expect(sources.filter((source) => !existsSync(source) || ignored.includes(source))).toEqual([])
    expect(sources).toContain('server')
  })

  it('does not run as root', () => {
    const users = [...dockerfile.matchAll(/^USER (\S+)/gm)].map(([, user]) => user)
    expect(users).toEqual(['node'])
  })

  it('sets only variables that Switchboard or Node reads', () => {
    const names = [...dockerfile.matchAll(/^ENV (.*)$/gm)].flatMap(([, words = '']) =>
      words.split(' ').map((word) => word.split('=')[0] ?? ''),
    )
    expect(names.filter((name) => name !== 'NODE_ENV' && !isVariable(name))).toEqual([])
  })

  it('leaves out what is secret', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n')
    for (const secret of ['.env', 'data', 'secrets', '.git']) expect(ignored).toContain(secret)
  })
})
