/** The API's own description (OpenAPI 3.1), made of the routes' words, and the page that shows it. */
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { generateSpecs, resolver } from 'hono-openapi'
import { open } from './access/may.ts'
import { REFUSALS } from './errors.ts'
import { Problem } from './problem.ts'
import { VERSION } from './version.ts'

const SWAGGER = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

type Description = Awaited<ReturnType<typeof generateSpecs>>

/** Describes every `/api` route of this app; the same app always gives the same text. */
export async function describeApi(app: Hono): Promise<Description> {
  const description = await generateSpecs(app, {
    documentation: {
      info: { title: 'Switchboard', version: VERSION, description: INTRODUCTION },
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'sid',
            description: 'The cookie of a sign-in; `__Host-sid` over https.',
          },
          bearer: { type: 'http', scheme: 'bearer', description: 'An API key of the workspace.' },
        },
        responses: {
          Problem: {
            description: 'A problem, told as RFC 9457 says',
            content: { 'application/problem+json': { schema: resolver(Problem) } },
          },
        },
      },
    },
    exclude: [/^\/(?!(?:api|in)\/)/],
    defaultValidationErrorResponse: false,
  })
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const operation of Object.values(methods ?? {})) {
      if (typeof operation !== 'object' || Array.isArray(operation) || !('responses' in operation)) continue
      operation.tags = [tagOf(path)]
      operation.responses = { ...operation.responses, default: { $ref: '#/components/responses/Problem' } }
    }
  }
  return description
}

/** `/openapi.json` and `/docs`. */
export function descriptionRoutes(app: Hono) {
  let told: Promise<Description> | undefined
  return new Hono()
    .get('/openapi.json', open('the description is public'), async (c) => {
      told ??= describeApi(app)
      return c.json(await told)
    })
    .get('/docs', open('the documentation is public'), (c) => {
      const nonce = randomBytes(16).toString('base64')
      c.header(
        'Content-Security-Policy',
        `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'`,
      )
      return c.html(docsPage(nonce))
    })
    .get(
      '/docs/assets/*',
      open('files of the documentation'),
      serveStatic({ root: SWAGGER, rewriteRequestPath: (path) => path.replace('/docs/assets', '') }),
    )
}

const INTRODUCTION = `The one API of Switchboard: the dashboard uses it, and so may you.

Send the session cookie or \`Authorization: Bearer …\`. Each operation names the permission it needs in \`x-permission\`, or in \`x-open\` why it needs none.
Lists come in pages: \`{data, nextCursor, hasMore}\`, asked for with \`limit\` and \`cursor\`. A POST with an \`Idempotency-Key\` has one effect for 24 hours.
Refusals are problem+json with one of these codes:

| code | status | meaning |
| --- | --- | --- |
${Object.entries(REFUSALS)
  .map(([code, [status, title]]) => `| \`${code}\` | ${status} | ${title} |`)
  .join('\n')}`

/** Operations are grouped by the noun of their URL. */
function tagOf(path: string): string {
  const nouns = path.split('/').filter((part) => part && part !== 'api' && part !== 'in' && !part.startsWith('{'))
  const noun = nouns[0] === 'workspaces' && nouns.length > 1 ? nouns[1] : nouns[0]
  return (noun ?? 'api').replace(/\.(csv|json)$/, '')
}

function docsPage(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API · Switchboard</title>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
<style>
body { margin: 0; background: #fff }
.swagger-ui, .swagger-ui .info .title, .swagger-ui .opblock-tag { font-family: system-ui, sans-serif }
.swagger-ui .topbar, .swagger-ui .info .title small { display: none }
.swagger-ui .info { margin: 40px 0 24px }
.swagger-ui .info p, .swagger-ui .info table { font: 14px/1.5 system-ui, sans-serif }
.swagger-ui .info table { width: auto }
.swagger-ui .info table tr :is(th, td):nth-of-type(n) { padding: 3px 24px 3px 0; vertical-align: baseline }
.swagger-ui .info code:nth-of-type(n) { padding: 1px 5px; color: #0b5e57; background: #eef5f4; font-weight: 500 }
.swagger-ui .wrapper { max-width: 1100px }
</style>
</head>
<body>
<main id="docs"></main>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script nonce="${nonce}">
SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, docExpansion: 'list', defaultModelsExpandDepth: 0, showExtensions: true, validatorUrl: null, requestInterceptor: (request) => { request.headers['X-Requested-With'] = 'switchboard'; return request } })
</script>
</body>
</html>`
}
