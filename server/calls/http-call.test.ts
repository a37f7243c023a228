import type { RequestListener } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { CallOutcome, HttpCall } from '../../engine/call.ts'
import { type Counterpart, openOutside, startCounterpart } from '../test/counterpart.ts'
import { runHttpCall } from './http-call.ts'
import type { SecretLookup } from './secret-marks.ts'

const SECRET = 'k3y/with "quotes" & ünits'
const undo: Array<() => unknown> = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

async function serve(answer: RequestListener): Promise<Counterpart> {
  const server = await startCounterpart(answer)
  undo.push(server.close, openOutside([server.port]))
  return server
}

function call(url: string, more: Partial<HttpCall> = {}): HttpCall {
  return HttpCall.parse({
    kind: 'http',
    method: 'GET',
    url,
    headers: [],
    body: { kind: 'none' },
    timeoutSeconds: 5,
    retries: 0,
    ...more,
  })
}

const none: SecretLookup = async () => undefined
const keyFor =
  (...hosts: string[]): SecretLookup =>
  async (name) =>
    name === 'KEY' ? { value: SECRET, hosts } : undefined

const json =
  (text: string, status = 200): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json', 'X-Served-By': 'shop' }).end(text)

describe('an HTTP call', () => {
  it('gives parsed JSON, the status and the headers', async () => {
    const { url } = await serve(json('{"items":[{"id":7}]}'))
    const outcome = await runHttpCall(call(url), none)
    expect(outcome).toMatchObject({ ok: true, status: 200, data: { items: [{ id: 7 }] } })
    expect(outcome.ok && outcome.headers?.['x-served-by']).toBe('shop')
  })

  it('gives text as text, and nothing for a picture', async () => {
    const plain = await serve((_, response) => response.end('hello'))
    expect(await runHttpCall(call(plain.url), none)).toMatchObject({ ok: true, data: 'hello' })
    const picture = await serve((_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end('PNG'))
    expect(await runHttpCall(call(picture.url), none)).toMatchObject({ ok: true, data: null })
    const broken = await serve(json('{"a":'))
    expect(await runHttpCall(call(broken.url), none)).toMatchObject({ ok: true, data: '{"a":' })
  })

  it('is refused with the data of the answer', async () => {
    const { url, port } = await serve(json('{"error":"no stock"}', 404))
    expect(await runHttpCall(call(url), none)).toEqual({
      ok: false,
      reason: 'refused',
      message: `127.0.0.1:${port} answered 404.`,
      status: 404,
      data: { error: 'no stock' },
    })
  })

  it('sends JSON, a form or text as such', async () => {
    const { url, asked } = await serve(json('{}'))
    const post = { method: 'POST' } as const
    await runHttpCall(call(url, { ...post, body: { kind: 'json', text: '{"a":1}' } }), none)
    await runHttpCall(call(url, { ...post, body: { kind: 'form', parts: [{ name: 'a b', value: 'c&d' }] } }), none)
    await runHttpCall(call(url, { ...post, body: { kind: 'text', text: 'hi' } }), none)
    expect(asked.map(({ body, headers }) => [headers['content-type'], body])).toEqual([
      ['application/json', '{"a":1}'],
      ['application/x-www-form-urlencoded', 'a+b=c%26d'],
      ['text/plain; charset=utf-8', 'hi'],
    ])
    const wrong = call(url, { ...post, body: { kind: 'json', text: '{"a":' } })
    expect(await runHttpCall(wrong, none)).toMatchObject({ ok: false, reason: 'failed' })
  })

  it('gives a value that a flow can hold, whatever came', async () => {
    const rows = JSON.stringify(Array.from({ length: 3000 }, (_, id) => ({ id, text: 'x'.repeat(200) })))
    const { url } = await serve(json(`{"__proto__":{"polluted":1},"total":1,"total":2,"rows":${rows}}`))
    const outcome = CallOutcome.parse(await runHttpCall(call(url), none))
    expect(outcome).toMatchObject({ ok: true, isCut: true, data: { total: 2 } })
    expect('polluted' in {}).toBe(false)
    expect(JSON.stringify(outcome)).not.toContain('polluted')
    const deep = await serve(json(`${'['.repeat(20_000)}${']'.repeat(20_000)}`))
    expect(CallOutcome.parse(await runHttpCall(call(deep.url), none))).toMatchObject({ ok: true, isCut: true })
    const many = await serve((_, response) => {
      for (let each = 0; each < 50; each++) response.setHeader(`x-${each}`, 'y')
      response.end()
    })
    const headers = await runHttpCall(call(many.url), none)
    expect(Object.keys((headers.ok && headers.headers) || {})).toHaveLength(30)
  })

  it('says in one sentence when an address is blocked', async () => {
    expect(await runHttpCall(call('http://169.254.169.254/latest'), none)).toEqual({
      ok: false,
      reason: 'blocked',
      message: '169.254.169.254: This address does not exist or may not be called.',
    })
    expect(await runHttpCall(call('nonsense'), none)).toMatchObject({ ok: false, reason: 'blocked' })
    expect(
      await runHttpCall(call('http://example.com/', { headers: [{ name: 'Host', value: 'a' }] }), none),
    ).toMatchObject({ reason: 'blocked' })
  })
})

describe('tries', () => {
  const flaky = (...statuses: number[]) => serve((_, response) => response.writeHead(statuses.shift() ?? 200).end('ok'))

  it('are made again where that does no harm', async () => {
    const { url, asked } = await flaky(503, 429)
    expect(await runHttpCall(call(url, { retries: 2 }), none)).toMatchObject({ ok: true, status: 200 })
    expect(asked).toHaveLength(3)
  })

  it('of a POST are not made again once it was sent', async () => {
    const { url, asked } = await flaky(503)
    expect(await runHttpCall(call(url, { method: 'POST', retries: 3 }), none)).toMatchObject({ status: 503 })
    const cut = await serve((request) => request.socket.destroy())
    expect(await runHttpCall(call(cut.url, { method: 'POST', retries: 3 }), none)).toMatchObject({ reason: 'failed' })
    expect([asked.length, cut.asked.length]).toEqual([1, 1])
  })

  it('of a POST are made again when nothing was sent', async () => {
    undo.push(openOutside([1]))
    const since = performance.now()
    const refused = call('http://127.0.0.1:1/', { method: 'POST', retries: 1 })
    expect(await runHttpCall(refused, none)).toMatchObject({ reason: 'failed' })
    expect(performance.now() - since).toBeGreaterThan(290)
  })

  it('end with the time of the step', async () => {
    const { url } = await serve((_, response) => response.writeHead(503, { 'retry-after': '30' }).end())
    const since = performance.now()
    expect(await runHttpCall(call(url, { retries: 3, timeoutSeconds: 1 }), none)).toMatchObject({ status: 503 })
    const silent = await serve(() => {})
    expect(await runHttpCall(call(silent.url, { retries: 3, timeoutSeconds: 1 }), none)).toMatchObject({
      reason: 'timeout',
    })
    expect(performance.now() - since).toBeLessThan(4000)
  })
})

describe('attacks 74 and 75: a secret', () => {
  const MARK = '{{secret.KEY}}'
  const everywhere = (url: string) =>
    call(`${url}/path?key=${MARK}`, {
      method: 'POST',
      headers: [{ name: 'X-Key', value: `Bearer {{ secret.KEY }}` }],
      body: { kind: 'json', text: `{"key":"${MARK}"}` },
    })

  it('is written as the place asks for', async () => {
    const { url, asked } = await serve(json('{}'))
    const lookUp: SecretLookup = async () => ({ value: 'a "b" & {{secret.KEY}}', hosts: ['127.0.0.1'] })
    await runHttpCall(everywhere(url), lookUp)
    expect(asked[0]).toMatchObject({
      url: '/path?key=a%20%22b%22%20%26%20%7B%7Bsecret.KEY%7D%7D',
      body: '{"key":"a \\"b\\" & {{secret.KEY}}"}',
    })
    expect(asked[0]?.headers['x-key']).toBe('Bearer a "b" & {{secret.KEY}}')
  })

  it.each([
    ['api.shop.example', 'api.shop.example', true],
    ['API.shop.example', 'api.shop.example', true],
    ['*.shop.example', 'api.shop.example', true],
    ['*.shop.example', 'a.b.shop.example', true],
    ['*.shop.example', 'shop.example', false],
    ['*.shop.example', 'evilshop.example', false],
    ['shop.example', 'shop.example.evil.test', false],
    ['shop.example', 'api.shop.example', false],
    ['shop.example', 'shop.example.', true],
    ['shop.example:8443', 'shop.example', false],
  ])('for %s goes to %s: %s', async (entry, host, isAllowed) => {
    const outcome = await runHttpCall(call(`http://${host}:81/?key=${MARK}`), keyFor(entry))
    const message = isAllowed ? 'This address does not exist' : 'The secret KEY may not be sent to'
    expect(outcome).toMatchObject({ ok: false, reason: 'blocked', message: expect.stringContaining(message) })
  })

  it('goes to no other host, and no host is made of it', async () => {
    const { url, asked } = await serve(json('{}'))
    const outcome = await runHttpCall(everywhere(url), keyFor('api.shop.example'))
    expect(outcome).toEqual({ ok: false, reason: 'blocked', message: 'The secret KEY may not be sent to 127.0.0.1.' })
    for (const address of [`http://${MARK}.evil.test/`, `http://${MARK}@evil.test/`, `${MARK}://evil.test/`])
      expect(await runHttpCall(call(address), keyFor('*.evil.test', 'evil.test')), address).toMatchObject({ ok: false })
    expect(await runHttpCall(call(`${url}/{{secret.OTHER}}`), keyFor('127.0.0.1'))).toMatchObject({
      reason: 'failed',
      message: 'There is no secret named OTHER.',
    })
    expect(asked).toEqual([])
  })

  it('does not follow a redirect to another origin', async () => {
    const thief = await startCounterpart(json('{}'))
    undo.push(thief.close)
    const server = await serve((_, response) => response.writeHead(307, { location: thief.url }).end())
    undo.push(openOutside([server.port, thief.port]))
    expect(await runHttpCall(everywhere(server.url), keyFor('127.0.0.1'))).toMatchObject({ reason: 'blocked' })
    await runHttpCall(call(server.url, { headers: [{ name: 'X-Key', value: MARK }] }), keyFor('127.0.0.1'))
    expect(thief.asked).toHaveLength(1)
    expect(JSON.stringify(thief.asked)).not.toContain('k3y')
  })

  it('never comes back in an outcome, in whatever form a server echoes it', async () => {
    const forms = [SECRET, encodeURIComponent(SECRET), Buffer.from(SECRET).toString('base64')]
    const echo = await serve((_, response) => {
      response.setHeader('x-echo', forms.slice(1))
      response.end(JSON.stringify({ forms, [SECRET]: { deep: [`<${SECRET}>`] } }))
    })
    const outcome = JSON.stringify(await runHttpCall(everywhere(echo.url), keyFor('127.0.0.1')))
    for (const form of [...forms, JSON.stringify(SECRET).slice(1, -1)]) expect(outcome).not.toContain(form)
    expect(outcome).toContain('•••')
    const refused = await serve((_, response) => response.writeHead(400).end(`wrong key ${SECRET}`))
    expect(await runHttpCall(everywhere(refused.url), keyFor('127.0.0.1'))).toMatchObject({ data: 'wrong key •••' })
    const number = await serve(json('{"pin":12345678}'))
    const pin: SecretLookup = async () => ({ value: '12345678', hosts: ['127.0.0.1'] })
    expect(await runHttpCall(everywhere(number.url), pin)).toMatchObject({ data: { pin: '•••' } })
  })
})
