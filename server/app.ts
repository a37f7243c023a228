/** Every URL of Switchboard, on one page. */
import { Hono } from 'hono'
import { may, open, signedIn } from './access/may.ts'
import type { Config } from './config.ts'
import { carefulHeaders, knownHost, numbered, plainJson, sameOrigin } from './door.ts'
import { Refusal } from './errors.ts'
import { idempotent } from './idempotency.ts'
import { asProblem } from './problem.ts'

/** The web server's routes; `config` gives names and limits, the database is opened before. */
export function makeApp(config: Config) {
  const app = new Hono({ strict: true })
  app.onError(asProblem)
  app.notFound(() => {
    throw new Refusal('not-found')
  })
  app.use(numbered, carefulHeaders, knownHost(config))
  app.use('/api/*', sameOrigin, plainJson, idempotent)
  return app
}

export { may, open, signedIn }
