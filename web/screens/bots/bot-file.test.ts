/** A file is known by what is in it. */
import { expect, test } from 'vitest'
import { packBot } from '../../../engine/pack/pack.ts'
import { blank } from '../../../engine/starters/blank.ts'
import { DEFAULT_FLOW_THEME } from '../../../shared/flow-theme.ts'
import { readBotFile } from './bot-file.ts'

const main = { id: 'main', name: 'Main', isMain: true, flow: blank }
const { package: packed } = packBot(
  { name: 'Ada', theme: DEFAULT_FLOW_THEME, flows: [main], fields: [] },
  { emails: [] },
)

test('our own export is known, with its name and its flows', () => {
  expect(readBotFile(JSON.stringify(packed))).toMatchObject({ kind: 'package', name: 'Ada', flows: 1 })
})

test('an export of Typebot is known by its groups', () => {
  const typebot = { version: '6', name: 'Leads', groups: [], edges: [] }
  expect(readBotFile(JSON.stringify(typebot))).toMatchObject({ kind: 'typebot', name: 'Leads' })
})

test('an export of ours that was changed by hand says where it is damaged', () => {
  const damaged = { ...packed, bot: { ...packed.bot, name: '' } }
  expect(readBotFile(JSON.stringify(damaged))).toMatchObject({ kind: 'damaged', path: 'bot/name' })
})

test('anything else is not taken for a bot', () => {
  expect(readBotFile('{"hello": 1}').kind).toBe('unknown')
  expect(readBotFile('not even JSON').kind).toBe('unknown')
})
