/** Writes what is made from the code: docs/api.json, the client's types, .env.example, and the paper of the letters. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeApi } from '../server/api-description.ts'
import { makeApp } from '../server/app.ts'
import { readConfig } from '../server/config.ts'
import { environmentExample } from './environment-example.ts'

const ROOT = join(import.meta.dirname, '..')

const description = await describeApi(makeApp(readConfig({})))
writeFileSync(join(ROOT, 'docs/api.json'), `${JSON.stringify(description, null, 2)}\n`)
writeFileSync(join(ROOT, '.env.example'), environmentExample())
execFileSync(join(ROOT, 'node_modules/.bin/openapi-typescript'), ['docs/api.json', '--output', 'web/api-types.ts'], {
  cwd: ROOT,
  stdio: ['ignore', 'ignore', 'inherit'],
})
const paper = ['--config.validationLevel', 'strict', '-r', 'letter.mjml', '-o', 'letter.html']
execFileSync(join(ROOT, 'node_modules/.bin/mjml'), paper, {
  cwd: join(ROOT, 'server/mail/letters'),
  stdio: ['ignore', 'ignore', 'inherit'],
})
