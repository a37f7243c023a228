/** A first bot talks: made from a starter, published, embedded on a customer's site, taken over in live chat, and given back. */
import { createServer, type Server } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type House, startHouse } from '../server/test/house.ts'
import { openBrowser } from './browser.ts'

let house: House
let browser: Browser
let olga: Page
let visitor: Page
let shop: { url: string; close: () => void; snippet: string }

beforeAll(async () => {
  house = await startHouse()
  browser = await openBrowser()
  olga = await newPage()
  visitor = await newPage()
  await setUp()
})
afterAll(async () => {
  await browser?.close()
  shop?.close()
  await house?.stop()
  house?.remove()
})

describe('a first bot', () => {
  it('is made from a starter and tried out in the browser', async () => {
    await olga.getByRole('link', { name: 'Bots', exact: true }).first().click()
    await olga.getByRole('button', { name: 'Create your first bot' }).click()
    const dialog = olga.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Ada')
    await dialog.getByRole('radio', { name: /Welcome/ }).check()
    await dialog.getByRole('button', { name: 'Create bot' }).click()
    await olga.getByRole('toolbar', { name: 'Flow' }).getByRole('button', { name: 'Test' }).click()
    await olga.getByRole('button', { name: 'Begin the chat' }).click()
    await olga.getByRole('log', { name: 'Test chat' }).getByText('I am Ada. What may I call you?').waitFor()
  })

  it('is published with a note', async () => {
    await olga.getByRole('button', { name: 'Publish', exact: true }).click()
    const dialog = olga.getByRole('dialog')
    await dialog.getByLabel('What changed').fill('First version')
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
    await olga.getByText('Version 1 is live').waitFor()
  })

  it('greets a visitor on a customer’s site', async () => {
    await olga.getByRole('link', { name: 'Channels', exact: true }).click()
    await olga.getByRole('link', { name: 'Web chat', exact: true }).click()
    await olga.getByRole('button', { name: 'Copy the code' }).click()
    shop = await serveShop(await olga.evaluate(() => navigator.clipboard.readText()))
    await visitor.goto(shop.url)
    await visitor.getByRole('button', { name: /chat/i }).first().click()
    await visitor.getByText('I am Ada. What may I call you?').waitFor()
    await visitor.getByRole('textbox').fill('Jonas')
    await visitor.keyboard.press('Enter')
    await visitor.getByText(/Nice to meet you, Jonas/).waitFor()
  })

  it('is silent while a member answers, and both see it live', async () => {
    await olga
      .getByRole('link', { name: /^Live chat/ })
      .first()
      .click()
    await olga
      .getByRole('link', { name: /Jonas|Visitor/ })
      .or(olga.getByText('Jonas'))
      .first()
      .click()
    await olga.getByRole('button', { name: 'Take over' }).click()
    await olga.getByText(/The bot is silent: you answer/).waitFor()
    await olga.getByRole('textbox', { name: 'Your answer' }).fill('Hello Jonas, Olga here.')
    await olga.keyboard.press('Enter')
    await visitor.getByText('Hello Jonas, Olga here.').waitFor()

    await visitor.getByRole('textbox').fill('Great, a person')
    await visitor.keyboard.press('Enter')
    await olga.getByRole('log').getByText('Great, a person').first().waitFor()
    await visitor.waitForTimeout(1500)
    expect(await visitor.getByText(/does not look like an e-mail/).count()).toBe(0)
  })

  it('goes on where it was when given back, and the page resumes after a reload', async () => {
    await olga.getByRole('button', { name: 'Give back to the bot' }).click()
    await visitor.getByRole('textbox').fill('jonas@example.com')
    await visitor.keyboard.press('Enter')
    await visitor.getByText('What brings you here today?').waitFor()
    await visitor.getByRole('button', { name: 'Just looking around' }).click()
    await visitor.getByText(/take your time/i).waitFor()

    await visitor.reload()
    await visitor.getByRole('button', { name: /chat/i }).first().click()
    await visitor.getByText('Hello Jonas, Olga here.').waitFor()
  })
})

async function newPage(): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1360, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  context.setDefaultTimeout(15_000)
  // On a customer's site the widget closes its shadow root; a test has to look inside.
  await context.addInitScript(() => {
    const attach = Element.prototype.attachShadow
    Element.prototype.attachShadow = function open(options) {
      return attach.call(this, { ...options, mode: 'open' })
    }
  })
  return context.newPage()
}

async function setUp(): Promise<void> {
  await olga.goto(house.setupUrl ?? '')
  await olga.getByLabel('Name').fill('Olga Brandt')
  await olga.getByLabel('E-mail').fill('olga@acme.test')
  await olga.locator('input[autocomplete="new-password"]').fill('a quiet morning 7')
  await olga.keyboard.press('Enter')
  await olga.getByRole('heading', { name: /Welcome, Olga/ }).waitFor()
  await olga.getByLabel('Name').fill('Acme')
  await olga.getByRole('button', { name: 'Create workspace' }).click()
  await olga.waitForURL(/\/w\/[0-9a-f-]{36}/)
}

/** A customer's page with the snippet, on an origin of its own. */
async function serveShop(snippet: string): Promise<typeof shop> {
  const server: Server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1>${snippet}</html>`)
  })
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(Object(server.address()).port)),
  )
  return { url: `http://127.0.0.1:${port}`, close: () => server.close(), snippet }
}
