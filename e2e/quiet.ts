/** Waits until a page has what it asked for and shows it: no request under way but the live connection, for a moment. */
import type { Page, Request } from 'playwright-core'

const MOMENT_MS = 350
const PATIENCE_MS = 15_000

/** Begins to watch before the page is opened; the result waits until it is quiet. Throws when it does not become so. */
export function watchRequests(page: Page): () => Promise<void> {
  const underWay = new Set<Request>()
  let lastChange = performance.now()
  const noted = (change: (request: Request) => void) => (request: Request) => {
    if (/\/live(\?|$)/.test(request.url())) return
    change(request)
    lastChange = performance.now()
  }
  page.on(
    'request',
    noted((request) => underWay.add(request)),
  )
  page.on(
    'requestfinished',
    noted((request) => underWay.delete(request)),
  )
  page.on(
    'requestfailed',
    noted((request) => underWay.delete(request)),
  )

  const isBusy = () => underWay.size > 0 || performance.now() - lastChange < MOMENT_MS
  return async () => {
    const since = performance.now()
    while (isBusy()) {
      if (performance.now() - since > PATIENCE_MS)
        throw new Error(`still waiting for ${[...underWay].map((each) => each.url()).join(', ')}`)
      await page.waitForTimeout(50)
      // What is drawn may ask for more.
      if (!isBusy()) await page.waitForFunction(isDrawn, undefined, { timeout: PATIENCE_MS })
    }
  }
}

/** Runs in the page: something is drawn, in the page itself or in the chat's own root, and nothing of it still waits but the kit's samples. */
function isDrawn(): boolean {
  const isThere = document.querySelector('h1, h2') ?? [...document.body.children].some((each) => each.shadowRoot)
  const isWaiting = document.querySelector('.mantine-Skeleton-root[data-visible]') && location.pathname !== '/kit'
  return Boolean(isThere) && !isWaiting
}
