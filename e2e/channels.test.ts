/** A bot comes to Telegram: connected by an admin, written to, answered by the bot and by a member, blocked, disconnected; and to a Page, by signing in to Facebook. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type House, startHouse } from '../server/test/house.ts'
import { openBrowser } from './browser.ts'
import { FACEBOOK_APP } from './facebook.ts'
import { askAs, firstAccount, join, Made, putSession } from './people.ts'
import { type Providers, startProviders, TELEGRAM_TOKEN } from './providers.ts'

let providers: Providers
let house: House
let browser: Browser
let adam: Page
let base = ''

beforeAll(async () => {
  providers = await startProviders()
  house = await startHouse({ environment: providers.environment })
  const owner = await firstAccount(house, { name: 'Olga Brandt', email: 'olga@acme.test' })
  const ask = askAs(house, owner)
  const { id: workspace } = Made.parse(
    await ask('POST', '/api/workspaces', { name: 'Acme', timezone: 'Europe/Berlin' }),
  )
  const at = `/api/workspaces/${workspace}`
  const bot = Bot.parse(await ask('POST', `${at}/bots`, { name: 'Ada', kind: 'omni', starter: 'welcome' }))
  await ask('POST', `${at}/bots/${bot.id}/flows/${bot.mainFlowId}/publication`, { note: 'First' })
  const admin = await join(house, ask, { workspace, name: 'Adam Berg', role: 'admin' })
  base = `${house.url}/w/${workspace}/bots/${bot.id}`
  browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 } })
  context.setDefaultTimeout(15_000)
  await putSession(context, house, admin)
  adam = await context.newPage()
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  house?.remove()
  await providers?.close()
})

const Bot = z.object({ id: z.string(), mainFlowId: z.string() })

describe('a bot on Telegram', () => {
  it('is connected with a token, which is tried first', async () => {
    await adam.goto(base)
    await adam.getByRole('link', { name: 'Channels', exact: true }).click()
    await adam.getByText('Speaks on 1 of 8 channels').waitFor()
    await adam.getByRole('link', { name: 'Telegram', exact: true }).click()
    const sheet = adam.getByRole('dialog', { name: 'Telegram' })
    await sheet.getByLabel('Token').fill('not a token')
    await sheet.getByRole('button', { name: 'Connect Telegram' }).click()
    await sheet.getByText('This is not a token such as 123456789:AAH…').waitFor()
    expect(providers.hook()).toBeUndefined()

    await sheet.getByLabel('Token').fill(TELEGRAM_TOKEN)
    await sheet.getByRole('button', { name: 'Connect Telegram' }).click()
    await sheet.getByText('Telegram is connected as @acme_bot').waitFor()
    expect(await sheet.getByRole('link', { name: 't.me/acme_bot' }).getAttribute('href')).toBe('https://t.me/acme_bot')
    expect(await sheet.getByText(providers.hook()?.url ?? 'none').count()).toBe(1)
    await sheet.getByRole('button', { name: 'Done' }).click()
    await adam.getByText('Speaks on 2 of 8 channels').waitFor()
    await adam.getByRole('region', { name: 'Where it speaks' }).getByText('Connected as @acme_bot').waitFor()
  })

  it('answers whoever writes to it there', async () => {
    expect(await providers.write('Hello')).toBe(200)
    await expect.poll(() => providers.sent().join('\n'), { timeout: 15_000 }).toContain('I am Ada')
  })

  it('shows the conversation in live chat with the channel’s icon, and a member answers from there', async () => {
    await adam
      .getByRole('link', { name: /^Live chat/ })
      .first()
      .click()
    const row = adam.getByRole('link', { name: /Jonas/ }).first()
    await row.waitFor()
    expect(await adam.getByRole('img', { name: 'Telegram' }).count()).toBeGreaterThan(0)
    await row.click()
    await adam.getByRole('button', { name: 'Take over' }).click()
    await adam.getByRole('textbox', { name: 'Your answer' }).fill('Hello Jonas, Adam here.')
    await adam.keyboard.press('Enter')
    await expect.poll(() => providers.sent().at(-1), { timeout: 15_000 }).toContain('Hello Jonas, Adam here.')
  })

  it('says why an answer did not arrive', async () => {
    providers.block()
    await adam.getByRole('textbox', { name: 'Your answer' }).fill('Are you there?')
    await adam.keyboard.press('Enter')
    await adam
      .getByRole('log')
      .getByText(/The person blocked the bot/)
      .first()
      .waitFor()
  })

  it('is silent once disconnected: its webhook is gone on both sides', async () => {
    await adam.goto(`${base}/channels?channel=telegram`)
    await adam.getByRole('button', { name: 'Disconnect' }).click()
    const dialog = adam.getByRole('dialog', { name: 'Disconnect Telegram?' })
    await dialog.getByText('One open conversation breaks off.').waitFor()
    await dialog.getByRole('button', { name: 'Disconnect' }).click()
    await adam.getByText('Speaks on 1 of 8 channels').waitFor()
    expect(providers.hook()).toBeUndefined()
    expect(await providers.write('Anybody?')).toBe(404)
  })
})

describe('a bot on Messenger', () => {
  it('says that no account was connected when the access is not allowed', async () => {
    await adam.goto(`${base}/channels?channel=messenger`)
    const sheet = adam.getByRole('dialog', { name: 'Messenger' })
    await sheet.getByLabel('App ID').fill(FACEBOOK_APP.id)
    await sheet.getByLabel('App secret').fill(FACEBOOK_APP.secret)
    const facebook = await signInWindow()
    await facebook.getByRole('link', { name: 'Cancel' }).click()
    await sheet.getByText('The access was not allowed.').waitFor()
    await facebook.close()
  })

  it('is connected to a Page of the account that somebody signs in to in a window', async () => {
    const sheet = adam.getByRole('dialog', { name: 'Messenger' })
    const facebook = await signInWindow()
    expect(new URL(facebook.url()).searchParams.get('redirect_uri')).toBe(`${house.url}/api/oauth/callback`)
    await Promise.all([
      facebook.waitForEvent('close'),
      facebook.getByRole('link', { name: 'Continue as Nora Lindqvist' }).click(),
    ])
    await sheet.getByText('Connected as Nora Lindqvist').waitFor()

    await sheet.getByRole('radio', { name: 'Acme Café' }).check()
    await sheet.getByRole('button', { name: 'Connect Messenger' }).click()
    await sheet.getByText('Messenger is connected as Acme Café').waitFor()
    await sheet.getByRole('button', { name: 'Done' }).click()
    await adam.getByRole('region', { name: 'Where it speaks' }).getByText('Connected as Acme Café').waitFor()
  })
})

/** Presses the button of the sheet; the window that it opens, once it shows Facebook. */
async function signInWindow(): Promise<Page> {
  const [opened] = await Promise.all([
    adam.waitForEvent('popup'),
    adam.getByRole('button', { name: 'Sign in with Facebook' }).click(),
  ])
  await opened.getByRole('heading', { name: 'Switchboard asks for access' }).waitFor()
  return opened
}
