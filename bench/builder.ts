/** The flow builder with 500 steps in Chromium: how soon it can be used, and how smoothly it moves, beside the same page with one step. */
import type { Browser, Page } from 'playwright-core'
import { z } from 'zod'
import { bigFlow } from '../e2e/big-flow.ts'
import { openBrowser } from '../e2e/browser.ts'
import { askAs, firstAccount, Made, putSession } from '../e2e/people.ts'
import { type House, startHouse } from '../server/test/house.ts'
import { type Figure, median, percentile } from './figures.ts'

const STEPS = 500
const ROUNDS = 5
const PAN_MS = 3000
const DRAG_MS = 2000
const LAID_OUT = 'Laid out'
const LOOSE = 'Never laid out'
const SMALL = 'One step'
const CANVAS = '#flow-canvas'

const Bot = z.object({ id: z.string(), mainFlowId: z.string() })

/** Milliseconds to open and between frames; without Chromium there are no figures. */
export async function benchBuilder(): Promise<Figure[]> {
  const house = await startHouse()
  const browser = await openBrowser()
  try {
    const sid = await firstAccount(house, { name: 'Olga Brandt', email: 'olga@acme.test' })
    const bots = await makeBots(house, sid)
    const page = await pageOf(browser, house, sid)
    return [
      ...(await opening(page, bots)),
      ...(await cold(browser, house, { sid, bots })),
      ...(await moving(page, bots)),
    ]
  } finally {
    await browser.close()
    await house.stop()
    house.remove()
  }
}

interface Bots {
  list: string
  /** their pages, by name */
  pages: Record<string, string>
}

async function makeBots(house: House, sid: string): Promise<Bots> {
  const ask = askAs(house, sid)
  const { id } = Made.parse(await ask('POST', '/api/workspaces', { name: 'Acme', timezone: 'Europe/Berlin' }))
  const flows = { [SMALL]: bigFlow(1), [LOOSE]: bigFlow(STEPS), [LAID_OUT]: bigFlow(STEPS, { columns: 10 }) }
  const pages: Record<string, string> = {}
  for (const [name, flow] of Object.entries(flows)) {
    const at = `/api/workspaces/${id}/bots`
    const bot = Bot.parse(await ask('POST', at, { name, kind: 'page', starter: 'blank' }))
    await ask('PUT', `${at}/${bot.id}/flows/${bot.mainFlowId}/draft`, { flow }, { 'if-match': '"1"' })
    pages[name] = `${house.url}/w/${id}/bots/${bot.id}`
  }
  return { list: `${house.url}/w/${id}/bots`, pages }
}

async function pageOf(browser: Browser, house: House, sid: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await putSession(context, house, sid)
  return context.newPage()
}

/** From the click in the list to a canvas that is drawn and free to answer; everything was loaded before. */
async function opening(page: Page, { list }: Bots): Promise<Figure[]> {
  await page.goto(list)
  const times: Record<string, number[]> = { [SMALL]: [], [LOOSE]: [], [LAID_OUT]: [] }
  await openFromList(page, SMALL)
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, found] of Object.entries(times)) found.push(await openFromList(page, name))
  const of = (name: string) => median(times[name] ?? [])
  return [
    { name: `builder: open ${STEPS} steps`, value: of(LAID_OUT), unit: 'ms' },
    { name: `builder: open ${STEPS} steps that were never laid out`, value: of(LOOSE), unit: 'ms' },
    {
      name: `builder: open ${STEPS} steps`,
      value: of(LAID_OUT) / of(SMALL),
      unit: 'times one step',
      of: `${Math.round(of(SMALL))} ms`,
    },
  ]
}

async function openFromList(page: Page, name: string): Promise<number> {
  if (!page.url().endsWith('/bots')) await page.goBack()
  await page.getByRole('link', { name, exact: true }).first().waitFor()
  return page.evaluate(async (wanted) => {
    const link = [...document.querySelectorAll('a')].find(({ textContent }) => textContent === wanted)
    const since = performance.now()
    link?.click()
    await new Promise<void>((resolve) => {
      const look = () => {
        const isDrawn = document.querySelector('#flow-canvas [id^="node-step-"]') !== null
        // once more after the frame that shows it, when the page answers again
        if (isDrawn) requestAnimationFrame(() => setTimeout(resolve))
        else requestAnimationFrame(look)
      }
      look()
    })
    return performance.now() - since
  }, name)
}

/** By its address, with nothing in the browser yet. */
async function cold(browser: Browser, house: House, { sid, bots }: { sid: string; bots: Bots }): Promise<Figure[]> {
  const times: number[] = []
  for (let round = 0; round < 3; round++) {
    const page = await pageOf(browser, house, sid)
    await page.goto(bots.pages[LAID_OUT] ?? '')
    await page.locator(`${CANVAS} [id^="node-step-"]`).first().waitFor()
    times.push(await page.evaluate(() => new Promise<number>((resolve) => requestAnimationFrame(resolve))))
    await page.context().close()
  }
  return [{ name: `builder: open ${STEPS} steps, nothing cached`, value: median(times), unit: 'ms' }]
}

/** What lies between two frames while the canvas is moved, and while a step is; with one step it is what the machine can do. */
async function moving(page: Page, { pages }: Bots): Promise<Figure[]> {
  const limit = await framesOf(page, pages[SMALL] ?? '')
  const ours = await framesOf(page, pages[LAID_OUT] ?? '')
  return [...framesAs('pan', ours.pan, limit.pan), ...framesAs('drag a step', ours.drag, limit.drag)]
}

function framesAs(what: string, ours: number[], limit: number[]): Figure[] {
  const p95 = percentile(limit, 0.95)
  return [
    { name: `builder: ${what}, frame`, value: median(ours), unit: 'ms', of: `${STEPS} steps` },
    { name: `builder: ${what}, frame p95`, value: percentile(ours, 0.95), unit: 'ms', of: `${STEPS} steps` },
    {
      name: `builder: ${what}, frame p95`,
      value: percentile(ours, 0.95) / p95,
      unit: 'times one step',
      of: `${Math.round(p95)} ms`,
    },
  ]
}

async function framesOf(page: Page, url: string): Promise<{ pan: number[]; drag: number[] }> {
  await page.goto(url)
  const node = page.locator(`${CANVAS} [id="node-step-0"]`)
  await node.waitFor()
  const box = await node.boundingBox()
  const at = { x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + 16 }
  await page.mouse.move(at.x, at.y)
  await page.mouse.down()
  const drag = await framesWhile(page, DRAG_MS, (passed) =>
    page.mouse.move(at.x + 120 * Math.sin(passed / 200), at.y + 120 * (1 - Math.cos(passed / 200))),
  )
  const moved = await node.boundingBox()
  if (!box || !moved || (moved.x === box.x && moved.y === box.y)) throw new Error('the step was not dragged')
  await page.mouse.up()
  const pan = await framesWhile(page, PAN_MS, (passed) => page.mouse.wheel(passed < PAN_MS / 2 ? 60 : -60, 12))
  return { pan, drag }
}

/** Milliseconds between the frames that are drawn meanwhile. */
async function framesWhile(page: Page, ms: number, act: (passed: number) => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const frames: number[] = []
    const note = (now: number) => {
      frames.push(now)
      Reflect.set(window, 'frames', frames)
      requestAnimationFrame(note)
    }
    requestAnimationFrame(note)
  })
  const since = performance.now()
  for (let passed = 0; passed < ms; passed = performance.now() - since) await act(passed)
  const times = z.array(z.number()).parse(await page.evaluate(() => Object(Reflect.get(window, 'frames'))))
  return times.slice(1).map((time, index) => time - (times[index] ?? time))
}
