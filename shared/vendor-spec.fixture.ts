/** Vendors' own specifications as counterparts: each request is checked by them and answered with their examples. Where they are not at hand, tests that need them are skipped. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OpenAPIBackend } from 'openapi-backend'
import type { Answered, Ask, Asked } from './account.ts'
import { answered } from './answered.fixture.ts'

const SPECS = join(import.meta.dirname, '..', '..', 'shared', 'vendors')

/** What to put behind the name of a skipped test; empty where the specifications are here. */
export const missingSpecs = existsSync(SPECS) ? '' : ' (skipped: the vendors’ specifications are not here)'

/** A recorded body of a vendor, as parsed JSON; `name` is a file of the folder `fixtures`. */
export function vendorFixture(name: string): unknown {
  return JSON.parse(readFileSync(join(SPECS, 'fixtures', name), 'utf8'))
}

/** What a vendor is asked through, and what it was asked. */
export interface Vendor {
  ask: Ask
  asked: Asked[]
  /** the next answer is this instead of the example of the specification; the request is checked all the same */
  answerNext(answer: Answered): void
}

/**
 * A vendor by its specification (`telegram-bot-api.json`). What it does not accept is answered 400 with the faults. `path` turns
 * the path of an address into one of the specification.
 */
export async function vendorBySpec(file: string, path: (path: string) => string = (same) => same): Promise<Vendor> {
  const definition = JSON.parse(readFileSync(join(SPECS, file), 'utf8'))
  nameOperations(definition.paths)
  const ajvOpts = {
    strict: false,
    coerceTypes: 'array',
    validateFormats: false,
    allErrors: true,
    logger: false,
  } as const
  const api = new OpenAPIBackend({ definition, quick: true, ajvOpts })
  api.register({
    validationFail: (c) => ({ status: 400, body: c.validation.errors }),
    notFound: () => ({ status: 404 }),
    methodNotAllowed: () => ({ status: 405 }),
    unauthorizedHandler: () => ({ status: 401 }),
    notImplemented: (c) => {
      if (Object.hasOwn(c.operation.responses ?? {}, '204')) return { status: 204 }
      const { status, mock } = c.api.mockResponseForOperation(c.operation.operationId ?? '')
      return { status, body: mock }
    },
  })
  for (const scheme of Object.keys(definition.components?.securitySchemes ?? {}))
    api.registerSecurityHandler(scheme, (c) => 'authorization' in c.request.headers)
  await api.init()

  const asked: Asked[] = []
  const next: Answered[] = []
  const ask: Ask = async (request) => {
    asked.push(request)
    const { pathname, search } = new URL(request.url)
    const headers = Object.fromEntries(
      Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    )
    const { type, body } = bodyOf(request)
    const { method } = request
    const answer = await api.handleRequest({
      ...{ method, path: path(pathname), query: search.slice(1), body },
      headers: type === undefined ? headers : { ...headers, 'content-type': type },
    })
    const told = next.shift()
    return answer.status < 400 && told ? told : answered(answer.status, answer.body ?? null)
  }
  return { ask, asked, answerNext: (answer) => void next.push(answer) }
}

function bodyOf({ json, form, parts }: Asked): { type?: string; body?: unknown } {
  if (json !== undefined) return { type: 'application/json', body: json }
  if (form) return { type: 'application/x-www-form-urlencoded', body: Object.fromEntries(grouped(form)) }
  if (!parts) return {}
  const body = Object.fromEntries(parts.map(({ name, value }) => [name, typeof value === 'string' ? value : '…']))
  return { type: 'multipart/form-data', body }
}

/** A name that comes several times is a list. */
function grouped(form: ReadonlyArray<readonly [string, string]>): Array<[string, string | string[]]> {
  return [...Map.groupBy(form, ([name]) => name)].map(([name, values]) => {
    const [first = ''] = values.map(([, value]) => value)
    return [name, values.length === 1 ? first : values.map(([, value]) => value)]
  })
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head']

function nameOperations(paths: Record<string, Record<string, { operationId?: string }>>): void {
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods))
      if (METHODS.includes(method)) operation.operationId ??= `${method}${path.replace(/[^a-zA-Z0-9]+/g, '_')}`
}
