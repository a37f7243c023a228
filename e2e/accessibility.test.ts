/** axe finds nothing on any screen, in light and dark, wide and narrow (WCAG 2.2 AA), and no screen is wider than its window. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from './browser.ts'
import { watchRequests } from './quiet.ts'
import { type FilledHouse, signIn, startFilledHouse, VIEWERS } from './screens.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** Every screen in the light and wide; in the dark the narrow widths take turns, so that all are met without trying every pair. */
const VIEWS = [
  { theme: 'light', width: 1440, takes: () => true },
  { theme: 'dark', width: 768, takes: (index: number) => index % 2 === 0 },
  { theme: 'dark', width: 360, takes: (index: number) => index % 2 === 1 },
] as const

let filled: FilledHouse
let browser: Browser

beforeAll(async () => {
  filled = await startFilledHouse()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await filled?.house.stop()
  filled?.house.remove()
})

// side by side: most of the time is waiting for pages
describe.concurrent.each(VIEWS)('in $theme at $width px', ({ theme, width, takes }) => {
  it('axe finds nothing on any screen, and none is too wide', { timeout: 800_000 }, async () => {
    const faults: string[] = []
    for (const viewer of VIEWERS) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme: theme,
        reducedMotion: 'reduce',
      })
      await signIn(context, filled, viewer)
      const page = await context.newPage()
      const quiet = watchRequests(page)
      const shown = filled.screens.filter((each, index) => !each.isForeign && takes(index))
      for (const screen of shown.filter((each) => (each.viewer ?? 'owner') === viewer)) {
        await page.goto(filled.house.url + screen.path)
        await quiet()
        if (screen.act) await screen.act(page).then(quiet)
        const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
        for (const { id, nodes } of violations)
          faults.push(`${screen.name}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        if (overflow > 0) faults.push(`${screen.name}: ${overflow} px wider than the window`)
      }
      await context.close()
    }
    expect(faults).toEqual([])
  })
})
