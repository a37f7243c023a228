/** What integrations send is what the vendors' own specifications accept; where the specifications are not at hand this is skipped. */
import { describe, expect, it } from 'vitest'
import type { Account } from '../shared/account.ts'
import { SERVICES } from '../shared/service-urls.ts'
import { missingSpecs, vendorBySpec } from '../shared/vendor-spec.fixture.ts'
import { act, checkAccount } from './integrations.ts'

describe.skipIf(missingSpecs !== '')(`the vendors’ specifications${missingSpecs}`, () => {
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
  const { ask } = await vendorBySpec(spec, (path) => path.replace(/^\/3\.0(?=\/)/, ''))
  return { secrets, urls: SERVICES, ask }
}
