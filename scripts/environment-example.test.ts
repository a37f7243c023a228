import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readConfig } from '../server/config.ts'
import { environmentExample } from './environment-example.ts'

it('is what .env.example holds', () => {
  expect(readFileSync('.env.example', 'utf8')).toBe(environmentExample())
})

it('shows values that are the defaults', () => {
  const shown = environmentExample()
    .split('\n')
    .flatMap((line) => {
      const [, name, value] = /^# ([A-Z_]+)=(.*)$/.exec(line) ?? []
      return name && value ? [[name, value]] : []
    })
  expect(readConfig(Object.fromEntries(shown))).toEqual(readConfig({}))
})
