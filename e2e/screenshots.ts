/** `npm run screenshots`: every screen in light and dark at 1440, 768 and 360 px, into `screenshots/`. Names narrow it: `npm run screenshots -- members`. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { watchRequests } from './quiet.ts'
import { type FilledHouse, type Screen, signIn, startFilledHouse } from './screens.ts'

const FOLDER = join(import.meta.dirname, '..', 'screenshots')
const WIDTHS = [1440, 768, 360] as const
const THEMES = ['light', 'dark'] as const

const wanted = process.argv.slice(2)
mkdirSync(FOLDER, { recursive: true })
const filled = await startFilledHouse()
const browser = await openBrowser()
try {
  const screens = filled.screens.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
  for (const screen of screens)
    for (const theme of THEMES) for (const width of WIDTHS) await shoot(browser, filled, { screen, theme, width })
} finally {
  await browser.close()
  await filled.house.stop()
  filled.house.remove()
}

async function shoot(
  browser: Browser,
  house: FilledHouse,
  { screen, theme, width }: { screen: Screen; theme: (typeof THEMES)[number]; width: number },
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 780 : 900 },
    colorScheme: theme,
    reducedMotion: 'reduce',
    isMobile: width < 500,
    hasTouch: width < 500,
  })
  await signIn(context, house, screen.viewer)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  const quiet = watchRequests(page)
  await page.goto(house.house.url + screen.path)
  await quiet()
    .then(() => screen.act?.(page))
    .catch((error: Error) => faults.push(error.message))
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  if (overflow > 0) faults.push(`${overflow} px wider than the window`)
  await page.screenshot({ path: join(FOLDER, `${screen.name}-${theme}-${width}.png`) })
  process.stdout.write(`${screen.name} ${theme} ${width}${faults.length > 0 ? `  FAULTS ${faults.join(' | ')}` : ''}\n`)
  await context.close()
}
