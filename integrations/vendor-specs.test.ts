/** What integrations send is what the vendors' own specifications accept; where the specifications are not at hand this is skipped. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OpenAPIBackend } from 'openapi-backend'
import { describe, expect, it } from 'vitest'
import type { Account, Answered, Asked } from '../shared/account.ts'
import { act, checkAccount } from './integrations.ts'

const SPECS = join(import.meta.dirname, '..', '..', 'shared', 'vendors')
const missing = existsSync(SPECS) ? '' : ' (skipped: the vendors’ specifications are not here)'

describe.skipIf(missing !== '')(`the vendors’ specifications${missing}`, () => {
  it('take what SendGrid is asked', async () => {
    const mail = await vendor('sendgrid-mail.json', SENDGRID)
    const letter = { to: 'ann@example.com', subject: 'Hello', text: 'Hi Ann' }
    expect(await act({ integration: 'sendgrid', action: 'send-mail', input: letter }, mail)).toMatchObject({ ok: true })
    const contacts = await vendor('sendgrid-mc-contacts.json', SENDGRID)
    const contact = { email: 'ann@example.com', firstName: 'Ann' }
    expect(await act({ integration: 'sendgrid', action: 'add-contact', input: contact }, contacts)).toMatchObject({
      ok: true,
    })
    expect((await checkAccount('sendgrid', await vendor('sendgrid-scopes.json', SENDGRID))).ok).toBe(true)
  })

  it('take what Mailchimp is asked', async () => {
    const account = await vendor('mailchimp-marketing.json', MAILCHIMP)
    const who = { audience: 'a1b2c3d4e5', email: 'ann@example.com' }
    const member = { ...who, status: 'pending', firstName: 'Ann' }
    expect(await act({ integration: 'mailchimp', action: 'add-member', input: member }, account)).toMatchObject({
      ok: true,
    })
    const tag = { ...who, tag: 'customer' }
    expect(await act({ integration: 'mailchimp', action: 'add-tag', input: tag }, account)).toMatchObject({ ok: true })
    expect((await checkAccount('mailchimp', account)).ok).toBe(true)
  })
})

const SENDGRID = { apiKey: 'SG.0123456789', from: 'hello@acme.test' }
const MAILCHIMP = { apiKey: '0123456789abcdef-us6' }

/** An account whose requests are checked by the vendor's specification, and answered with its examples. */
async function vendor(spec: string, secrets: Record<string, string>): Promise<Account<unknown>> {
  const definition = JSON.parse(readFileSync(join(SPECS, spec), 'utf8'))
  const api = new OpenAPIBackend({ definition, quick: true, ajvOpts: { strict: false, validateFormats: false } })
  api.register({
    validationFail: (c) => ({ status: 400, body: c.validation.errors }),
    notFound: () => ({ status: 404 }),
    unauthorizedHandler: () => ({ status: 401 }),
    notImplemented: (c) => {
      if (Object.hasOwn(c.operation.responses ?? {}, '204')) return { status: 204 }
      const { status, mock } = c.api.mockResponseForOperation(c.operation.operationId ?? '')
      return { status, body: mock }
    },
  })
  for (const scheme of Object.keys(definition.components?.securitySchemes ?? {}))
    api.registerSecurityHandler(scheme, (c) => 'authorization' in c.request.headers)
  await api.init()
  return { secrets, ask: (request) => askVendor(api, request) }
}

async function askVendor(api: OpenAPIBackend, { method, url, headers = {}, json }: Asked): Promise<Answered> {
  const { pathname, search } = new URL(url)
  const path = pathname.replace(/^\/3\.0(?=\/)/, '')
  const answer = await api.handleRequest({ method, path, query: search.slice(1), headers, body: json })
  const text = JSON.stringify(answer.body ?? null)
  return { ok: true, status: answer.status, headers: {}, json: answer.body, text }
}
