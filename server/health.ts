/** What machines ask: is it alive, is it ready, which version, how is it doing. */
import { timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { open } from './access/may.ts'
import type { Config } from './config.ts'
import { bare, connectionsInUse } from './db/database.ts'
import { newestMigration } from './db/migrate.ts'
import { Refusal } from './errors.ts'
import { VERSION } from './version.ts'

let isDraining = false

/** From now on `/readyz` says no, so that no new traffic is sent here. */
export function startDraining(): void {
  isDraining = true
}

const metrics = new Registry()
collectDefaultMetrics({ register: metrics })
const requests = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Requests by route, without ids or tenants',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.005, 0.025, 0.1, 0.5, 2],
  registers: [metrics],
})
new Gauge({
  name: 'database_connections',
  help: 'Connections by state',
  labelNames: ['state'] as const,
  registers: [metrics],
  collect() {
    for (const [state, count] of Object.entries(connectionsInUse())) this.set({ state }, count)
  },
})

/** Notes one finished request. */
export function noteRequest(method: string, route: string, status: number, seconds: number): void {
  requests.observe({ method, route, status: String(status) }, seconds)
}

/** `/healthz`, `/readyz`, `/version`, `/metrics`. */
export function healthRoutes(config: Config) {
  return new Hono()
    .get('/healthz', open('tells only that the process lives'), (c) => c.json({ status: 'alive' }))
    .get('/readyz', open('tells only whether traffic may come'), async (c) => {
      const isReady = !isDraining && (await databaseIsReady())
      if (!isReady) throw new Refusal('not-ready')
      return c.json({ status: 'ready' })
    })
    .get('/version', open('the version is public'), (c) => c.json({ version: VERSION }))
    .get('/metrics', open('needs METRICS_TOKEN'), async (c) => {
      if (!config.METRICS_TOKEN) throw new Refusal('not-found')
      if (!isSameText(c.req.header('authorization') ?? '', `Bearer ${config.METRICS_TOKEN}`))
        throw new Refusal('not-signed-in')
      return c.text(await metrics.metrics(), 200, { 'content-type': metrics.contentType })
    })
}

async function databaseIsReady(): Promise<boolean> {
  try {
    const { rows } = await sql<{ number: number }>`select max(number) as number from migrations`.execute(bare())
    return rows[0]?.number === newestMigration()
  } catch {
    return false
  }
}

function isSameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
