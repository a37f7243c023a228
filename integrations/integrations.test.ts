/** What holds for every integration: its folder, its words, and that it refuses what is not right. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Account, Answered, Asked } from '../shared/account.ts'
import { answered } from '../shared/answered.fixture.ts'
import { SERVICES } from '../shared/service-urls.ts'
import { INTEGRATION_DEFINITIONS } from './definitions.ts'
import { act, checkAccount, reply } from './integrations.ts'

const HERE = import.meta.dirname
const folders = readdirSync(HERE, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []))

const SECRETS: Record<string, Record<string, string>> = {
  facebook: {
    appId: '1234567890',
    appSecret: 'canary-secret-1234567890',
    userToken: 'canary-token-1234567890',
    verifyToken: 'canary-verify-1234567890',
  },
  'google-business': {
    clientId: '1234567890.apps.googleusercontent.com',
    clientSecret: 'canary-secret-1234567890',
    refreshToken: 'canary-refresh-1234567890',
  },
  openai: { baseUrl: 'https://ai.example/v1', apiKey: 'canary-key-1234567890', model: 'small' },
  sendgrid: { apiKey: 'SG.canary-key-1234567890', from: 'hello@acme.test' },
  mailchimp: { apiKey: 'canarykey1234567890-us6' },
  twilio: { accountSid: `AC${'0'.repeat(32)}`, authToken: 'canary-token-1234567890' },
  signalwire: {
    space: 'acme',
    projectId: '01890000-0000-7000-8000-000000000000',
    apiToken: 'PT-canary-1234567890',
    signingKey: 'PSK-canary-1234567890',
  },
  messagemedia: { region: 'eu', apiKey: 'key', apiSecret: 'canary-secret-1234567890' },
}

describe('the list of integrations', () => {
  it('names each folder, which has an icon and a README', () => {
    expect(INTEGRATION_DEFINITIONS.map(({ name }) => name).sort()).toEqual(folders.sort())
    for (const folder of folders)
      for (const file of ['icon.svg', 'README.md'])
        expect([folder, file, existsSync(join(HERE, folder, file))]).toEqual([folder, file, true])
  })

  it('has words for every part of every form', () => {
    for (const { secrets, actions } of INTEGRATION_DEFINITIONS)
      for (const schema of [secrets, ...Object.values(actions).map(({ input }) => input)])
        for (const [name, part] of Object.entries('shape' in schema ? Object(schema.shape) : {}))
          expect([name, Object(part).meta()]).toEqual([name, expect.objectContaining({ label: expect.any(String) })])
  })
})

describe.each(INTEGRATION_DEFINITIONS)('$name', ({ name, actions }) => {
  it.each([401, 403, 429, 500, 302])('says that an account does not work which is answered %i', async (status) => {
    const checked = await checkAccount(name, account(name, answered(status)))
    expect(checked.ok).toBe(name === 'openai' && (status === 302 || status === 429))
    expect(JSON.stringify(checked)).not.toContain('canary')
  })

  it('says that an account does not work which cannot be reached', async () => {
    const checked = await checkAccount(
      name,
      account(name, { ok: false, reason: 'blocked', message: 'Blocked.', wasSent: false }),
    )
    expect(checked).toEqual({ ok: false, message: 'Blocked.' })
  })

  it.each(Object.keys(actions))('refuses to do %s with nothing, and asks nobody', async (action) => {
    const asked: Asked[] = []
    const done = await act({ integration: name, action, input: {} }, account(name, OK, asked))
    expect(done).toMatchObject({ ok: false, reason: 'refused' })
    expect(asked).toEqual([])
  })

  it.each(['constructor', '__proto__', 'toString', ''])('has no action %j', async (action) => {
    expect(await act({ integration: name, action, input: {} }, account(name, OK))).toMatchObject({ ok: false })
  })
})

describe('what is no AI provider', () => {
  it('does not reply', async () => {
    const ask = { model: '', messages: [], rounds: [], tools: [], fields: [], maxTokens: 10 }
    expect(await reply('sendgrid', ask, account('sendgrid', OK))).toMatchObject({ ok: false })
  })
})

const OK = answered(200)

function account(name: string, answer: Answered, asked: Asked[] = []): Account<unknown> {
  return {
    secrets: SECRETS[name],
    urls: SERVICES,
    async ask(request) {
      asked.push(request)
      return answer
    },
  }
}
