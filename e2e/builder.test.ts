/** A flow is built with the mouse and by the keyboard alone, tried, published and taken back; by two people at once, and on a phone. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type House, startHouse } from '../server/test/house.ts'
import { openBrowser } from './browser.ts'
import { CANVAS, drag, isSaved, openBuilder, pick, stepOn, wayOut, write } from './builder-page.ts'
import { type Ask, askAs, firstAccount, join, Made, putSession } from './people.ts'

const Bot = z.object({ id: z.string(), name: z.string(), publicKey: z.string(), mainFlowId: z.string() })

let house: House
let browser: Browser
let workspace: string
let ask: Ask
let sids: { olga: string; mia: string }
let olga: Page

beforeAll(async () => {
  house = await startHouse()
  browser = await openBrowser()
  const sid = await firstAccount(house, { name: 'Olga Brandt', email: 'olga@acme.test' })
  ask = askAs(house, sid)
  workspace = Made.parse(await ask('POST', '/api/workspaces', { name: 'Acme', timezone: 'Europe/Berlin' })).id
  sids = { olga: sid, mia: await join(house, ask, { workspace, name: 'Mia Sørensen' }) }
  olga = await pageOf(sids.olga)
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  house?.remove()
})

describe('a flow of five steps, with the mouse', () => {
  it('begins blank', async () => {
    await olga.goto(`${house.url}/w/${workspace}/bots`)
    await olga.getByRole('button', { name: 'Create your first bot' }).click()
    const dialog = olga.getByRole('dialog')
    await dialog.getByText('Blank', { exact: true }).click()
    await dialog.getByLabel('Name').fill('Pia')
    await dialog.getByRole('button', { name: 'Create bot' }).click()
    await stepOn(olga, /^Hello/).waitFor()
  })

  it('gets a question between two steps, and a value from the list', async () => {
    await olga.locator(`${CANVAS} [data-insert="hello/next"]`).click()
    await pick(olga, /^Choice/)
    await write(olga, 'Question', 'What would you like? ')
    await olga.locator('[data-part="text"]').getByRole('button', { name: 'Insert a value' }).click()
    await olga.getByRole('option', { name: 'USER_FIRST_NAME' }).first().click()
    await write(olga, 'Answer 1', 'Pizza')
    await write(olga, 'Answer 2', 'Salad')
    await stepOn(olga, /What would you like\?/).waitFor()
    expect(await questionOf(olga)).toBe('What would you like? {{USER_FIRST_NAME}}')
    await isSaved(olga)
  })

  it('leads each answer elsewhere: to a step from the list at the left, and to one made where the way is let go', async () => {
    const question = stepOn(olga, /^Choice/)
    await olga.locator(CANVAS).hover({ position: { x: 600, y: 60 } })
    await olga.mouse.wheel(420, 0)
    await olga.getByRole('textbox', { name: 'Search blocks' }).fill('condition')
    await drag(olga, olga.locator('[data-item="decide"]'), { x: 660, y: 60 })
    await olga.getByRole('textbox', { name: 'Rule 1: compared with' }).waitFor()
    await drag(olga, wayOut(question, 'choice:first'), stepOn(olga, /^Condition/))
    await write(olga, 'Rule 1: compared with', 'izz')
    await drag(olga, wayOut(question, 'choice:second'), { x: 660, y: 640 })
    await pick(olga, /^Message/)
    await stepOn(olga, /^Message/).waitFor()
  })

  it('says what is wrong, and brings one to it', async () => {
    await olga.getByRole('button', { name: '1 error' }).click()
    await olga.getByRole('button', { name: /Write what the bot should say here/ }).click()
    await olga.locator('[data-part="text"] textarea:focus').waitFor()
    await olga.keyboard.type('A salad it is.')
    await wayOut(stepOn(olga, /^Condition/), 'next').click()
    await pick(olga, /^Message/)
    await write(olga, 'Message', 'A pizza it is.')
    await olga.getByRole('button', { name: 'No problems' }).waitFor()
    await isSaved(olga)
  })

  it('is tried, and shows the way it takes', async () => {
    await olga.getByRole('toolbar', { name: 'Flow' }).getByRole('button', { name: 'Test' }).click()
    await olga.getByRole('button', { name: 'Begin the chat' }).click()
    const chat = olga.getByRole('log', { name: 'Test chat' })
    await olga.locator('[data-trace="current"]', { hasText: 'What would you like?' }).waitFor()
    await chat.getByRole('button', { name: 'Pizza' }).click()
    await chat.getByText('A pizza it is.').waitFor()
    await olga.locator('[data-trace="visited"]', { hasText: 'izz' }).first().waitFor()
    expect(await olga.locator('[data-trace]', { hasText: 'A salad it is.' }).count()).toBe(0)
  })

  it('goes live, is changed, goes live again, and is as before with one click', { timeout: 180_000 }, async () => {
    await publish(olga, 'First version')
    await olga.getByText('Version 1 is live').waitFor()
    expect(await greeting()).toContain('Nice to meet you')

    await stepOn(olga, /^Hello/).click()
    await write(olga, 'Message', 'Good evening. We are closed.')
    await isSaved(olga)
    await publish(olga, 'Closed')
    await olga.getByText('Version 2 is live').waitFor()
    expect(await greeting()).toContain('We are closed')

    await olga.getByRole('link', { name: 'Versions', exact: true }).click()
    await olga.getByRole('button', { name: 'Version 1', exact: true }).click()
    await olga.getByRole('button', { name: 'Publish again' }).click()
    await olga.getByText('Version 1 is live').waitFor()
    expect(await greeting()).toContain('Nice to meet you')
  })
})

describe('a flow of five steps, by the keyboard alone', () => {
  it('begins blank, and gets a question after its first step', async () => {
    await olga.goto(`${house.url}/w/${workspace}/bots?create=true&from=blank`)
    await tabTo(olga, olga.getByRole('dialog').getByLabel('Name'))
    await olga.keyboard.type('Kim')
    await olga.keyboard.press('Enter')
    await stepOn(olga, /^Hello/).waitFor()
    await tabTo(olga, olga.getByRole('textbox', { name: 'Search blocks' }))
    await olga.keyboard.press('Escape')
    await onCanvas()
    await add('choice')
    await edit('Question', 'Tea or coffee, {{USER_FI')
    await olga.locator('[role="option"][data-combobox-selected]', { hasText: 'USER_FIRST_NAME' }).waitFor()
    await olga.keyboard.press('Enter')
    await replace('Answer 1', 'Tea')
    await replace('Answer 2', 'Coffee')
    await olga.keyboard.press('Escape')
    await stepOn(olga, /Tea or coffee/).waitFor()
    expect(await questionOf(olga)).toBe('Tea or coffee, {{USER_FIRST_NAME}}')
  })

  it('leads each answer to a step of its own, and one of them on to the other', async () => {
    for (const answer of ['Tea', 'Coffee']) {
      await olga.keyboard.press('c')
      await choose(answer.toLowerCase())
      await choose('new step')
      await choose('message')
      await onCanvas()
      await edit('Message', `${answer} it is.`)
      await olga.keyboard.press('Escape')
      await onCanvas()
      await olga.keyboard.press('ArrowLeft')
    }
    await olga.keyboard.press('ArrowRight')
    await olga.keyboard.press('ArrowDown')
    await olga.keyboard.press('c')
    await choose('coffee it is')
    await olga.locator(`${CANVAS} [data-insert="say/next"]`).waitFor({ state: 'attached' })
  })

  it('is tried and published', async () => {
    await olga.keyboard.press('t')
    await tabTo(olga, olga.getByRole('button', { name: 'Begin the chat' }))
    await olga.keyboard.press('Enter')
    await olga.locator('input[aria-label="Your message"]:focus').waitFor()
    await olga.keyboard.type('tea')
    await olga.keyboard.press('Enter')
    await olga.getByRole('log', { name: 'Test chat' }).getByText('Coffee it is.').waitFor()
    await isSaved(olga)
    await tabTo(olga, olga.getByRole('button', { name: 'Publish', exact: true }))
    await olga.keyboard.press('Enter')
    await olga.locator('[role="dialog"] textarea:focus').waitFor()
    await olga.keyboard.type('Made without a mouse')
    await tabTo(olga, olga.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }))
    await olga.keyboard.press('Enter')
    await olga.getByText('Version 1 is live').waitFor()
  })

  async function add(kind: string): Promise<void> {
    await olga.keyboard.press('a')
    await choose(kind)
    await onCanvas()
  }

  async function edit(label: string, text: string): Promise<void> {
    await olga.keyboard.press('Enter')
    await olga.locator('[data-inspector] :focus').waitFor()
    await replace(label, text)
  }

  async function replace(label: string, text: string): Promise<void> {
    await tabTo(olga, olga.locator('[data-inspector]').getByRole('textbox', { name: label, exact: true }))
    await olga.keyboard.press('ControlOrMeta+A')
    await olga.keyboard.type(text)
  }

  async function choose(words: string): Promise<void> {
    await olga.locator('[role="dialog"] input[role="combobox"][value=""]:focus').waitFor()
    await olga.keyboard.type(words)
    await olga.keyboard.press('Enter')
  }

  async function onCanvas(): Promise<void> {
    await olga.locator(`${CANVAS}:focus`).waitFor()
  }
})

describe('two people at one flow', () => {
  let mia: Page
  beforeAll(async () => {
    const path = await makeBot('Shared', TALK)
    mia = await pageOf(sids.mia)
    await openBuilder(olga, path)
    await openBuilder(mia, path)
  })

  it('see each other, and the step the other one is at', async () => {
    await stepOn(olga, /First words/).click()
    await mia.getByRole('list', { name: 'Others who look at this flow' }).getByLabel('Olga Brandt').waitFor()
    await stepOn(mia, /First words/)
      .getByText('Olga Brandt')
      .waitFor()
  })

  it('edit different steps: both are kept, and nobody is asked', async () => {
    await stepOn(mia, /Second words/).click()
    await Promise.all([write(olga, 'Message', 'Words of Olga'), write(mia, 'Message', 'Words of Mia')])
    for (const page of [olga, mia]) {
      await stepOn(page, /Words of Olga/).waitFor()
      await stepOn(page, /Words of Mia/).waitFor()
      await isSaved(page)
    }
  })

  it('edit the same step: both are shown side by side, and one of them stays', async () => {
    await stepOn(mia, /Words of Olga/).click()
    await mia.context().setOffline(true)
    await write(mia, 'Message', 'Mia was offline')
    await mia.getByText('Offline, kept locally').first().waitFor()
    await write(olga, 'Message', 'Olga went on')
    await isSaved(olga)
    await mia.context().setOffline(false)
    const dialog = mia.getByRole('dialog', { name: 'Olga Brandt changed the same steps' })
    await dialog.getByRole('radio', { name: 'Yours' }).getByText('Mia was offline').waitFor()
    await dialog.getByRole('radio', { name: 'Olga Brandt' }).getByText('Olga went on').waitFor()
    await dialog.getByRole('radio', { name: 'Yours' }).click()
    await dialog.getByRole('button', { name: 'Keep these' }).click()
    await stepOn(olga, /Mia was offline/).waitFor()
    await mia.context().close()
  })
})

describe('what was done', () => {
  it('is undone and done again, step by step', async () => {
    await openBuilder(olga, await makeBot('Undone', TALK))
    await stepOn(olga, /First words/).click()
    await write(olga, 'Message', 'Other words')
    await olga.locator(CANVAS).focus()
    await olga.keyboard.press('Delete')
    await stepOn(olga, /Other words/).waitFor({ state: 'detached' })
    await olga.keyboard.press('ControlOrMeta+z')
    await stepOn(olga, /Other words/).waitFor()
    await olga.keyboard.press('ControlOrMeta+z')
    await stepOn(olga, /First words/).waitFor()
    await olga.keyboard.press('ControlOrMeta+Shift+z')
    await stepOn(olga, /Other words/).waitFor()
  })

  it('is copied from one bot into another, with the ways between', async () => {
    await openBuilder(olga, await makeBot('Copied from', TALK))
    await olga.locator(CANVAS).focus()
    await olga.keyboard.press('ControlOrMeta+a')
    await olga.keyboard.press('ControlOrMeta+c')
    await openBuilder(olga, await makeBot('Copied', ALONE))
    await olga.locator(CANVAS).focus()
    await olga.keyboard.press('ControlOrMeta+v')
    await stepOn(olga, /First words/).waitFor()
    await stepOn(olga, /Second words/).waitFor()
    await olga.locator(`${CANVAS} [data-insert="first/next"]`).waitFor({ state: 'attached' })
    await isSaved(olga)
  })
})

describe('on a phone', () => {
  it('a step is added in the list, led elsewhere and published', async () => {
    const phone = await pageOf(sids.olga, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
    await phone.goto(await makeBot('Pocket', TALK))
    const outline = phone.getByRole('navigation', { name: 'Outline' })
    await outline.getByRole('button', { name: 'Actions for Message' }).first().tap()
    await phone.getByRole('menuitem', { name: 'Add a step after it' }).tap()
    await phone
      .getByRole('dialog')
      .getByRole('option', { name: /^Message/ })
      .first()
      .tap()
    const sheet = phone.getByRole('dialog', { name: 'Step' })
    await sheet.getByRole('textbox', { name: 'Message', exact: true }).fill('Words of a phone')
    await phone.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    await outline.getByRole('button', { name: 'Actions for Message' }).first().tap()
    await phone.getByRole('menuitem', { name: 'Lead elsewhere' }).tap()
    await phone
      .getByRole('dialog')
      .getByRole('option', { name: /Second words/ })
      .tap()
    await outline.getByText('No way leads to these').waitFor()
    await phone.getByRole('button', { name: 'Publish', exact: true }).tap()
    await phone.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).tap()
    await phone.getByText('Version 1 is live').waitFor()
    await phone.context().close()
  })
})

const ALONE = { start: 'only', steps: { only: { block: 'say', text: 'Only words' } } }
const TALK = {
  start: 'first',
  steps: {
    first: { block: 'say', text: 'First words', next: 'second' },
    second: { block: 'say', text: 'Second words', next: 'last' },
    last: { block: 'end' },
  },
}

/** A bot with this draft; returns the address of its builder. */
async function makeBot(name: string, flow: unknown): Promise<string> {
  const at = `/api/workspaces/${workspace}/bots`
  const { id, mainFlowId } = Bot.parse(await ask('POST', at, { name, kind: 'page', starter: 'blank' }))
  await ask('PUT', `${at}/${id}/flows/${mainFlowId}/draft`, { flow }, { 'if-match': '"1"' })
  return `${house.url}/w/${workspace}/bots/${id}`
}

function questionOf(page: Page): Promise<string> {
  return page.locator('[data-inspector]').getByRole('textbox', { name: 'Question', exact: true }).inputValue()
}

/** As somebody without a mouse goes there. */
async function tabTo(page: Page, field: Locator): Promise<void> {
  await field.waitFor()
  for (let presses = 0; presses < 80; presses++) {
    if (await field.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('the Tab key does not lead there')
}

async function publish(page: Page, note: string): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What changed').fill(note)
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
}

/** What somebody new reads first on the chat page of Olga's first bot. */
async function greeting(): Promise<string> {
  const { data } = z.object({ data: z.array(Bot) }).parse(await ask('GET', `/api/workspaces/${workspace}/bots`))
  const page = await pageOf('')
  await page.goto(`${house.url}/chat/${data.find(({ name }) => name === 'Pia')?.publicKey}`)
  const log = page.getByRole('log')
  await log.getByText(/Nice to meet you|We are closed/).waitFor()
  const said = await log.textContent()
  await page.context().close()
  return said ?? ''
}

async function pageOf(sid: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1800, height: 1000 },
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
    ...options,
  })
  context.setDefaultTimeout(15_000)
  if (sid) await putSession(context, house, sid)
  return context.newPage()
}
