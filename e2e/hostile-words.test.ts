/** Words that would run as code are only words, on every screen that shows what somebody wrote. */
import { createServer } from 'node:http'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type House, startHouse } from '../server/test/house.ts'
import { openBrowser } from './browser.ts'
import { hostileFlow, LAST_QUESTION, PAYLOADS } from './hostile-words.ts'
import { askAs, firstAccount, Made, putSession } from './people.ts'
import { watchRequests } from './quiet.ts'

const Bot = z.object({ id: z.string(), publicKey: z.string(), mainFlowId: z.string() })
const Numbered = z.object({ number: z.number() })
const Conversations = z.object({ data: z.array(z.object({ id: z.string() })) })

let house: House
let browser: Browser
let context: BrowserContext
let bot: z.output<typeof Bot>
let w: string
let conversation: string
const dialogs: string[] = []

beforeAll(async () => {
  house = await startHouse()
  browser = await openBrowser()
  const sid = await firstAccount(house, { name: 'Olga Brandt', email: 'olga@acme.test' })
  const ask = askAs(house, sid)
  const workspace = { name: PAYLOADS[8], timezone: 'Europe/Berlin' }
  const id = Made.parse(await ask('POST', '/api/workspaces', workspace)).id
  const at = `/api/workspaces/${id}`
  w = `/w/${id}`
  bot = Bot.parse(await ask('POST', `${at}/bots`, { name: PAYLOADS[1], kind: 'omni', starter: 'blank' }))
  const flow = `${at}/bots/${bot.id}/flows/${bot.mainFlowId}`
  const { number } = Numbered.parse(await ask('PUT', `${flow}/draft`, { flow: hostileFlow() }, { 'if-match': '"1"' }))
  await ask('POST', `${flow}/publication`, { note: PAYLOADS[3] }, { 'if-match': `"${number}"` })
  const changed = hostileFlow('<b onclick=window.__xss=1>changed</b>')
  await ask('PUT', `${flow}/draft`, { flow: changed }, { 'if-match': `"${number}"` })
  await ask('POST', `${at}/bots/${bot.id}/flows`, { name: PAYLOADS[9] })
  await ask('POST', `${at}/bots/${bot.id}/fields`, {
    scope: 'bot',
    name: 'evil',
    kind: 'text',
    description: PAYLOADS[14],
    value: PAYLOADS[2],
  })
  await ask('POST', `${at}/templates`, {
    name: PAYLOADS[0],
    description: PAYLOADS.slice(0, 6).join(' '),
    category: 'sales',
    visibility: 'gallery',
    bot: bot.id,
  })
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(15_000)
  await context.addInitScript(watchScripts)
  await putSession(context, house, sid)
  await talk(await pageAt(`${house.url}/chat/${bot.publicKey}`))
  conversation = Conversations.parse(await ask('GET', `${at}/conversations`)).data[0]?.id ?? ''
  await ask('POST', `${at}/conversations/${conversation}/messages`, { text: PAYLOADS.join('\n') })
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  house?.remove()
})

describe('hostile words are only words', () => {
  it.each([
    ['the list of bots', () => '/bots', '"><script>'],
    ['the canvas', () => `/bots/${bot.id}`, 'onerror='],
    ['the form of a message', () => `/bots/${bot.id}?step=say-33`, '[go](javascript:'],
    ['the form of cards', () => `/bots/${bot.id}?step=cards`, 'onerror='],
    ['the form of buttons', () => `/bots/${bot.id}?step=links`, 'javascript:'],
    ['the form of a question', () => `/bots/${bot.id}?step=choice`, 'onerror='],
    ['the versions', () => `/bots/${bot.id}/versions`, '</script>'],
    ['what changed', () => `/bots/${bot.id}/versions?version=draft`, '<b onclick='],
    ['the fields', () => `/bots/${bot.id}/fields`, '<svg onload'],
    ['the gallery', () => '/templates', '<script>'],
    ['one’s own templates', () => '/templates/yours', '<script>'],
    ['the inbox', () => `/live-chat?conversation=${conversation}`, 'onerror='],
    ['the error log', () => '/error-logs', 'javascript:window'],
    ['the home page', () => '', 'onerror='],
  ])('in %s', async (_, path, words) => {
    const page = await pageAt(house.url + w + path())
    expect(await wordsOf(page)).toContain(words)
    await nothingRan(page)
  })

  it('in the outline and in a test', async () => {
    const page = await pageAt(`${house.url}${w}/bots/${bot.id}`)
    await page.getByRole('button', { name: 'Outline', exact: true }).click()
    await page.getByRole('navigation', { name: 'Outline' }).getByText('<svg onload').first().waitFor()
    await page.getByRole('toolbar', { name: 'Flow' }).getByRole('button', { name: 'Test' }).click()
    await page.getByRole('button', { name: 'Begin the chat' }).click()
    await page.getByRole('log', { name: 'Test chat' }).getByText(LAST_QUESTION).waitFor()
    await nothingRan(page)
  })

  it('in the chat page, and in the bubble on a customer’s site', async () => {
    const chat = await pageAt(`${house.url}/chat/${bot.publicKey}`)
    await chat.getByText(LAST_QUESTION).first().waitFor()
    await nothingRan(chat)
    const shop = await serveShop(`<script src="${house.url}/widget.js" data-bot="${bot.publicKey}" async></script>`)
    const page = await pageAt(shop.url)
    await page.getByRole('button', { name: /chat/i }).first().click()
    await page.getByText(LAST_QUESTION).first().waitFor()
    await nothingRan(page)
    shop.close()
  })
})

/** A visitor who is called by a hostile name, and says all of the words. */
async function talk(page: Page): Promise<void> {
  await page.getByText(LAST_QUESTION).waitFor()
  for (const words of [PAYLOADS[9], PAYLOADS.join(' ').slice(0, 1900)]) {
    await page.getByRole('textbox').fill(words)
    await page.keyboard.press('Enter')
    await page.getByRole('log').getByText(words.slice(0, 30)).last().waitFor()
  }
  await nothingRan(page)
  await page.close()
}

async function pageAt(url: string): Promise<Page> {
  await Promise.all(context.pages().map((page) => page.close()))
  const page = await context.newPage()
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  const quiet = watchRequests(page)
  await page.goto(url)
  await quiet()
  return page
}

/** Runs in each page before anything else: opens the widget to be looked into, and notes each script that the policy had to stop. */
function watchScripts(): void {
  const stopped: string[] = []
  Reflect.set(window, '__stopped', stopped)
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, sample, blockedURI }) => {
    if (effectiveDirective.startsWith('script-src')) stopped.push(`${effectiveDirective} ${blockedURI} ${sample}`)
  })
  const attach = Element.prototype.attachShadow
  Element.prototype.attachShadow = function open(options) {
    return attach.call(this, { ...options, mode: 'open' })
  }
}

/** Nothing ran, nothing tried to, and nothing can be tapped that would. */
async function nothingRan(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    ran: Reflect.get(window, '__xss'),
    stopped: Reflect.get(window, '__stopped'),
  }))
  expect({ ...found, dialogs }).toEqual({ ran: undefined, stopped: [], dialogs: [] })
  expect(await page.locator('a[href^="javascript:" i], [onerror], [onload], iframe[srcdoc], base').count()).toBe(0)
}

/** All that is to be read and all that stands in fields. */
async function wordsOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => Reflect.get(field, 'value'))
    return `${document.body.textContent} ${fields.join(' ')}`
  })
}

async function serveShop(snippet: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1>${snippet}</html>`)
  })
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(Object(server.address()).port)),
  )
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}
