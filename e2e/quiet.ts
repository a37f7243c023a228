/** Waits until a page has what it asked for: no request under way but the live connection, for a moment. */
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

  return async () => {
    const since = performance.now()
    while (underWay.size > 0 || performance.now() - lastChange < MOMENT_MS) {
      if (performance.now() - since > PATIENCE_MS)
        throw new Error(`still waiting for ${[...underWay].map((each) => each.url()).join(', ')}`)
      await page.waitForTimeout(50)
    }
  }
}
