/** A team comes together: first account, workspace, an invited colleague, and what each of them sees. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type House, startHouse } from '../server/test/house.ts'
import { openBrowser } from './browser.ts'

let house: House
let browser: Browser
let olga: Page
let mia: Page

beforeAll(async () => {
  house = await startHouse()
  browser = await openBrowser()
  olga = await newPage()
  mia = await newPage()
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  house?.remove()
})

async function newPage(): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

describe('a team', () => {
  it('begins with the one-time link of the first start', async () => {
    await olga.goto(house.setupUrl ?? '')
    await olga.getByLabel('Name').fill('Olga Brandt')
    await olga.getByLabel('E-mail').fill('olga@acme.test')
    await olga.locator('input[autocomplete="new-password"]').fill('a quiet morning 7')
    await olga.keyboard.press('Enter')
    await olga.getByRole('heading', { name: /Welcome, Olga/ }).waitFor()
  })

  it('gets a workspace with a clock of its own', async () => {
    await olga.getByLabel('Name').fill('Acme')
    await olga.getByRole('button', { name: 'Create workspace' }).click()
    await olga.waitForURL(/\/w\/[0-9a-f-]{36}/)
    await olga.getByRole('link', { name: 'Settings', exact: true }).first().click()
    await olga.getByText(/BOT_CURRENT_TIME is now/).waitFor()
  })

  it('invites a colleague, whose link works without any mail server', async () => {
    await olga.getByRole('link', { name: 'Members', exact: true }).first().click()
    await olga.getByRole('button', { name: 'Invite people' }).click()
    const dialog = olga.getByRole('dialog')
    await dialog.getByRole('textbox').first().fill('mia@acme.test')
    await olga.keyboard.press('Enter')
    await dialog
      .getByRole('button', { name: /^Invite/ })
      .last()
      .click()
    await dialog.getByRole('button', { name: 'Copy the link for mia@acme.test' }).click()
    const link = await olga.evaluate(() => navigator.clipboard.readText())
    expect(link).toContain(`${house.url}/invitation/`)
    await dialog.getByRole('button', { name: 'Done' }).click()

    await mia.goto(link)
    await mia.getByRole('heading', { name: 'Join Acme' }).waitFor()
    await mia.getByLabel('Name').fill('Mia Sørensen')
    await mia.locator('input[autocomplete="new-password"]').fill('a longer evening 8')
    await mia.getByRole('button', { name: 'Create account and join' }).click()
    await mia.waitForURL(/\/w\/[0-9a-f-]{36}/)
  })

  it('shows a member only what the role allows', async () => {
    await mia.getByRole('link', { name: 'Bots', exact: true }).first().waitFor()
    expect(await mia.getByRole('link', { name: 'Audit log', exact: true }).count()).toBe(0)
    const workspace = new URL(mia.url()).pathname.split('/')[2]
    await mia.goto(`${house.url}/w/${workspace}/audit-log`)
    await mia
      .getByText(/needs the role|Owner/)
      .first()
      .waitFor()
    await mia.goto(`${house.url}/w/${workspace}/members`)
    await mia.getByText('Olga Brandt').first().waitFor()
    expect(await mia.getByRole('button', { name: 'Invite people' }).count()).toBe(0)
  })

  it('changes a role with the gear, by the keyboard alone, and it counts at once', async () => {
    await olga.reload()
    const gear = olga.getByRole('button', { name: 'Manage Mia Sørensen' })
    await gear.focus()
    await olga.keyboard.press('Enter')
    await olga.getByRole('menuitem', { name: 'Change role' }).waitFor()
    await olga.getByRole('menuitem', { name: 'Change role' }).focus()
    await olga.keyboard.press('Enter')
    const dialog = olga.getByRole('dialog')
    await dialog.getByRole('radio', { name: /Admin/ }).focus()
    await olga.keyboard.press('Space')
    await dialog.getByRole('button', { name: 'Change role' }).press('Enter')
    await olga.getByText('Mia Sørensen is now Admin').waitFor()

    await mia.reload()
    await mia.getByRole('link', { name: 'Usage', exact: true }).first().waitFor()
  })

  it('keeps its last owner, and says why', async () => {
    await olga.getByRole('button', { name: 'Your membership' }).click()
    await olga.getByText(/The only owner must stay one/).waitFor()
  })
})
