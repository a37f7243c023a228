/** The flow builder as a hand finds it: steps, ways out, what is added, and whether all is saved. */
import type { Locator, Page } from 'playwright-core'

export const CANVAS = '#flow-canvas'

/** A step on the canvas, by what it is called and says. */
export function stepOn(page: Page, name: string | RegExp): Locator {
  return page.locator(CANVAS).getByRole('group', { name })
}

export function wayOut(step: Locator, handle: string): Locator {
  return step.locator(`.react-flow__handle[data-handleid="${handle}"]`)
}

/** Resolves once the flow has been brought into view, and lies still: what is pressed before is pressed beside it. */
export async function openBuilder(page: Page, url: string): Promise<void> {
  await page.goto(url)
  const first = page.locator(`${CANVAS} [id^="node-"]`).first()
  await first.waitFor()
  await middleOf(first)
}

/** Presses in the middle of one thing, and lets go at another one or at a place of the canvas. */
export async function drag(page: Page, from: Locator, to: Locator | { x: number; y: number }): Promise<void> {
  const start = await middleOf(from)
  const end = 'click' in to ? await middleOf(to) : await onCanvas(page, to)
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 })
  await page.mouse.move(end.x, end.y, { steps: 4 })
  await page.mouse.up()
}

/** Picks in the dialog that searches kinds of steps, steps and ways. */
export async function pick(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('dialog').getByRole('option', { name }).first().click()
}

/** Writes what the selected step says. */
export async function write(page: Page, label: string, text: string): Promise<void> {
  await page.locator('[data-inspector]').getByRole('textbox', { name: label, exact: true }).fill(text)
}

export async function isSaved(page: Page): Promise<void> {
  await page.getByText(/^Saved (\d+ s ago|just now)/).waitFor()
}

/** A place counted from the upper left of the canvas, on the screen. */
async function onCanvas(page: Page, { x, y }: { x: number; y: number }): Promise<{ x: number; y: number }> {
  const box = await page.locator(CANVAS).boundingBox()
  return { x: (box?.x ?? 0) + x, y: (box?.y ?? 0) + y }
}

/** Where it lies once it lies still: the canvas brings a new step into view. */
async function middleOf(what: Locator): Promise<{ x: number; y: number }> {
  const box = await what.evaluate(
    (element) =>
      new Promise<DOMRect>((resolve) => {
        let last = element.getBoundingClientRect()
        const look = () => {
          const now = element.getBoundingClientRect()
          if (now.x === last.x && now.y === last.y) return resolve(now)
          last = now
          setTimeout(look, 150)
        }
        setTimeout(look, 150)
      }),
  )
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
