/** Every URL of Switchboard, on one page. */
import { Hono } from 'hono'
import { descriptionRoutes } from './api-description.ts'
import type { Config } from './config.ts'
import { carefulHeaders, counted, knownHost, numbered, plainJson, sameOrigin } from './door.ts'
import { Refusal } from './errors.ts'
import { healthRoutes } from './health.ts'
import { idempotent } from './idempotency.ts'
import { pages } from './pages.ts'
import { asProblem } from './problem.ts'

/** The web server's routes; `config` gives names and limits, the database is opened before. */
export function makeApp(config: Config) {
  const app = new Hono({ strict: true })
  app.onError(asProblem)
  app.notFound(() => {
    throw new Refusal('not-found')
  })
  app.use(numbered, counted, carefulHeaders, knownHost(config))
  app.use('/api/*', sameOrigin, plainJson, idempotent)

  app.route('/', healthRoutes(config))
  app.route('/', descriptionRoutes(app))
  app.route('/', pages)
  return app
}
