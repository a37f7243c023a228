import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { CallOutcome, type CodeCall } from '../../engine/call.ts'
import { bare } from '../db/database.ts'
import { stopSandbox } from '../sandbox/run-code.ts'
import { theWorld } from '../test/world.ts'
import { runCodeCall } from './code-call.ts'

const world = theWorld()
afterAll(stopSandbox)

const code = (source: string, input: CodeCall['input'] = {}): CodeCall => ({ kind: 'code', source, input })
const tried = () => ({ workspaceId: world.olga.workspaceId, botId: '', conversationId: null })
const inChat = () => ({ ...tried(), conversationId: 'a chat' })
const allow = (isAllowed: boolean) =>
  sql`update workspaces set is_code_allowed = ${isAllowed} where id = ${world.olga.workspaceId}`.execute(bare())

describe('a code call', () => {
  it('is off until the owner allows it, in this workspace alone', async () => {
    expect(await runCodeCall(code('return 1'), inChat())).toMatchObject({ ok: false, reason: 'off' })
    await allow(true)
    expect(await runCodeCall(code('return 1'), inChat())).toEqual({ ok: true, data: 1 })
    const next = { ...inChat(), workspaceId: world.rex.workspaceId }
    expect(await runCodeCall(code('return 1'), next)).toMatchObject({ ok: false, reason: 'off' })
    await allow(false)
    expect(await runCodeCall(code('return 1'), inChat())).toMatchObject({ ok: false, reason: 'off' })
  })

  it('gives its log only where somebody tries it out', async () => {
    await allow(true)
    const greets = code('console.log(input.name); return { hello: input.name }', { name: 'Ann' })
    expect(await runCodeCall(greets, tried())).toEqual({ ok: true, data: { hello: 'Ann' }, logs: ['Ann'] })
    expect(await runCodeCall(greets, inChat())).toEqual({ ok: true, data: { hello: 'Ann' } })
  })

  it('fails with a sentence that can be stored', async () => {
    await allow(true)
    const fails = CallOutcome.parse(await runCodeCall(code(`throw new Error('no stock\\0\\ud800')`), inChat()))
    expect(fails).toMatchObject({ ok: false, reason: 'failed', message: expect.stringMatching(/^Error: no stock/) })
    const large = await runCodeCall(code(`return 'x'.repeat(30000)`), inChat())
    expect(CallOutcome.parse(large)).toMatchObject({ ok: false, reason: 'too-large' })
  })
})
