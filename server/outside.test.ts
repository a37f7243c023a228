import type { RequestListener } from 'node:http'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { type OutsideAnswer, type OutsideRequest, outside, type Resolve } from './outside.ts'
import { type Counterpart, openOutside, startCounterpart } from './test/counterpart.ts'

const undo: Array<() => unknown> = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** A server that is opened, and so are the further ones. */
async function serve(answer: RequestListener, others: Counterpart[] = []): Promise<Counterpart> {
  const server = await startCounterpart(answer)
  undo.push(server.close, openOutside([server, ...others].map(({ port }) => port)))
  return server
}

function get(url: string, more: Partial<OutsideRequest> = {}): Promise<OutsideAnswer> {
  return outside({ method: 'GET', url, headers: [], timeoutMs: 5000, ...more })
}

const BLOCKED = {
  ok: false,
  reason: 'blocked',
  message: 'This address does not exist or may not be called.',
  wasSent: false,
}

const LITERALS = [
  ['127.0.0.1', '0', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '[::1]', '[::]', '[::ffff:127.0.0.1]'],
  ['[::127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[fe80::1]', '[fd00::1]', '169.254.169.254'],
  ['100.64.0.1', '192.0.0.192', '198.18.0.1', '224.0.0.1', '255.255.255.255', '10.0.0.1', '192.168.0.1', '172.16.0.1'],
  ['①②⑦.⓪.⓪.①', '127。0。0。1', 'localhost', 'localhost.', 'LOCALHOST', '127.0.0.1.', '[::ffff:a9fe:a9fe]'],
  ['user@127.0.0.1', 'example.com@127.0.0.1', 'user:pass@example.com', '168.63.129.16', '[64:ff9b:1::a00:1]'],
].flat()

describe('attack 79: addresses', () => {
  it.each(LITERALS)('blocks http://%s/ and https://', async (host) => {
    expect(await get(`http://${host}/`)).toEqual(BLOCKED)
    expect(await get(`https://${host}/`)).toEqual(BLOCKED)
  })

  it('blocks other schemes, ports and what is no address', async () => {
    for (const url of ['file:///etc/passwd', 'ftp://example.com/', 'gopher://example.com/', 'data:,x', 'nonsense', ''])
      expect(await get(url), url).toEqual(BLOCKED)
    for (const url of ['http://example.com:22/', 'http://example.com:5432/', 'https://example.com:8443/'])
      expect(await get(url), url).toEqual(BLOCKED)
  })

  it('opens one port of this machine and not its neighbour', async () => {
    const open = await serve((_, response) => response.end('hello'))
    const shut = await startCounterpart((_, response) => response.end('inner'))
    undo.push(shut.close)
    expect(await get(open.url)).toMatchObject({ ok: true, status: 200 })
    expect(await get(shut.url)).toEqual(BLOCKED)
    expect(await get(`http://localhost:${open.port}`)).toEqual(BLOCKED)
    expect(shut.asked).toEqual([])
  })
})

describe('attack 80: redirects', () => {
  const to =
    (location: string, status = 302): RequestListener =>
    (request, response) =>
      request.url === '/' ? response.writeHead(status, { location }).end() : response.end(`at ${request.url}`)

  it.each([301, 302, 303, 307, 308])('of %i do not lead to a blocked address', async (status) => {
    const inner = await startCounterpart((_, response) => response.end('inner'))
    undo.push(inner.close)
    for (const target of [inner.url, 'http://169.254.169.254/latest', 'file:///etc/passwd', 'http://[::127.0.0.1]/']) {
      const server = await serve(to(target, status))
      expect(await get(server.url), target).toEqual({ ...BLOCKED, wasSent: true })
    }
    expect(inner.asked).toEqual([])
  })

  it('are checked at every hop, and end after five', async () => {
    const server = await serve((request, response) => {
      const hop = Number(request.url?.slice(1))
      const location = hop < 5 ? `/${hop + 1}` : 'http://127.0.0.1:1/'
      response.writeHead(302, { location }).end()
    })
    expect(await get(`${server.url}/1`)).toMatchObject({ ok: false, reason: 'blocked' })
    const round = await serve((_, response) => response.writeHead(302, { location: '/again' }).end())
    expect(await get(round.url)).toMatchObject({ ok: false, reason: 'failed' })
    expect(round.asked).toHaveLength(6)
  })

  it('keep secrets on the same origin and drop them on another, for good', async () => {
    const headers: OutsideRequest['headers'] = [
      ['Authorization', 'Bearer 1'],
      ['Cookie', 'a=1'],
      ['X-Key', 'k'],
      ['X-Plain', 'p'],
    ]
    let back = ''
    const elsewhere = await startCounterpart((_, response) => response.writeHead(302, { location: back }).end())
    undo.push(elsewhere.close)
    const server = await serve(
      (request, response) => {
        const location = { '/': '/next', '/next': elsewhere.url }[request.url ?? '']
        if (location) response.writeHead(302, { location }).end()
        else response.end('home')
      },
      [elsewhere],
    )
    back = `${server.url}/home`
    expect(await get(server.url, { headers, secretHeaders: ['x-key'] })).toMatchObject({ ok: true, status: 200 })
    expect(server.asked[1]?.headers).toMatchObject({ authorization: 'Bearer 1', cookie: 'a=1', 'x-key': 'k' })
    for (const { headers: got } of [...elsewhere.asked, ...server.asked.slice(2)]) {
      expect(got).toMatchObject({ 'x-plain': 'p' })
      expect([got.authorization, got.cookie, got['x-key']]).toEqual([undefined, undefined, undefined])
    }
  })

  it('change the method as browsers do, and keep a secret body at home', async () => {
    const post = { method: 'POST', body: 'x=1', headers: [['content-type', 'text/plain']] } as const
    const see = await serve(to('/next', 303))
    await get(see.url, post)
    expect(see.asked[1]).toMatchObject({ method: 'GET', body: '' })
    const keep = await serve(to('/next', 307))
    await get(keep.url, { ...post, isBodySecret: true })
    expect(keep.asked[1]).toMatchObject({ method: 'POST', body: 'x=1' })
    const away = await serve(to(keep.url, 307), [keep])
    expect(await get(away.url, { ...post, isBodySecret: true })).toMatchObject({ ok: false, reason: 'blocked' })
    expect(await get(away.url, post)).toMatchObject({ ok: true })
  })
})

describe('attack 81: names', () => {
  const name = (resolve: Resolve, hosts: string[] = [], port = 80) => undo.push(openOutside([port], { resolve, hosts }))

  it.each([
    [['127.0.0.1']],
    [['93.184.216.34', '10.0.0.1']],
    [['::1']],
    [['169.254.169.254']],
    [['::ffff:192.168.0.1']],
    [[]],
  ])('that mean %j are blocked', async (addresses) => {
    name(async () => addresses)
    expect(await get('http://innocent.example/')).toEqual(BLOCKED)
    expect(await get('https://innocent.example/')).toEqual(BLOCKED)
  })

  it('are looked up for every connection: one that changes its meaning is blocked then', async () => {
    const server = await startCounterpart((_, response) => response.writeHead(200, { connection: 'close' }).end('hi'))
    undo.push(server.close)
    const meanings = [['127.0.0.1'], ['169.254.169.254']]
    name(async () => meanings.shift() ?? [], ['localhost'], server.port)
    expect(await get(`http://localhost:${server.port}/`)).toMatchObject({ ok: true })
    expect(await get(`http://localhost:${server.port}/`)).toEqual(BLOCKED)
    expect(server.asked).toHaveLength(1)
  })

  it('that do not exist sound like blocked ones', async () => {
    name(async () => {
      throw Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' })
    })
    expect(await get('http://nowhere.example/')).toEqual(BLOCKED)
  })

  it('whose servers keep silent fail and may be tried again', async () => {
    name(async () => {
      throw Object.assign(new Error('queryA ETIMEOUT'), { code: 'ETIMEOUT' })
    })
    expect(await get('http://silent.example/')).toMatchObject({ reason: 'failed', wasSent: false })
  })

  it('opened by the installation reach their own network', async () => {
    const server = await serve((_, response) => response.end('inner'))
    undo.push(openOutside([server.port], { hosts: ['localhost'], resolve: async () => ['127.0.0.1'] }))
    expect(await get(`http://localhost:${server.port}/`)).toMatchObject({ ok: true })
    undo.push(openOutside([server.port], { hosts: ['crm.inner'], resolve: async () => ['127.0.0.1'] }))
    expect(await get(`http://crm.inner:${server.port}/`)).toEqual(BLOCKED)
  })
})

describe('attack 83: answers', () => {
  it('that are slow or endless end at the time limit', async () => {
    const silent = await serve(() => {})
    expect(await get(silent.url, { timeoutMs: 200 })).toMatchObject({ reason: 'timeout' })
    const dripping = await serve((_, response) => {
      const drip = setInterval(() => response.write('.'), 20)
      response.on('close', () => clearInterval(drip))
    })
    const since = performance.now()
    expect(await get(dripping.url, { timeoutMs: 200 })).toMatchObject({ reason: 'timeout' })
    expect(performance.now() - since).toBeLessThan(1500)
  })

  it('that are huge end at the size limit, told or not', async () => {
    const told = await serve((_, response) => response.end('x'.repeat(2_000_000)))
    expect(await get(told.url)).toMatchObject({ reason: 'too-large' })
    expect(await get(told.url, { maxBytes: 3_000_000 })).toMatchObject({ ok: true })
    const untold = await serve((_, response) => {
      const pour = () => {
        while (response.write('x'.repeat(60_000)));
      }
      response.on('drain', pour)
      pour()
    })
    expect(await get(untold.url)).toMatchObject({ reason: 'too-large' })
  })

  it('that unpack to too much end as well', async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000))
    const server = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
    expect(await get(server.url)).toMatchObject({ reason: 'too-large' })
    const twice = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(bomb))
    })
    expect(await get(twice.url)).toMatchObject({ reason: 'too-large' })
  })

  it('are unpacked and read in their charset', async () => {
    const packed = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync('héllo'))
    })
    const answer = await get(packed.url)
    expect(answer.ok && answer.text()).toBe('héllo')
    const latin = await serve((_, response) => {
      response
        .writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' })
        .end(Buffer.from('caf\xe9', 'latin1'))
    })
    const read = await get(latin.url)
    expect(read.ok && read.text()).toBe('café')
  })

  it('without a body are read too', async () => {
    const server = await serve((_, response) => response.writeHead(204, { 'content-encoding': 'gzip' }).end())
    expect(await get(server.url)).toMatchObject({ ok: true, status: 204 })
    expect(await get(server.url, { method: 'HEAD' })).toMatchObject({ ok: true, status: 204 })
    const strange = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'lzma' }).end('x'))
    expect(await get(strange.url)).toMatchObject({ reason: 'failed' })
  })

  it('with broken packing or a flood of headers are refused', async () => {
    const broken = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'))
    expect(await get(broken.url)).toMatchObject({
      reason: 'failed',
      message: 'The answer of the server cannot be unpacked.',
    })
    const flood = await serve((_, response) => {
      for (let each = 0; each < 400; each++) response.setHeader(`x-${each}`, 'y'.repeat(200))
      response.end()
    })
    expect(await get(flood.url)).toMatchObject({ reason: 'too-large' })
  })

  it('that break off, or never begin, fail', async () => {
    const broken = await serve((request) => request.socket.destroy())
    expect(await get(broken.url)).toMatchObject({ reason: 'failed', wasSent: true })
    undo.push(openOutside([1]))
    expect(await get('http://127.0.0.1:1/')).toMatchObject({ reason: 'failed', wasSent: false })
  })
})

describe('attack 84: headers', () => {
  it.each([
    'Host',
    'content-length',
    'Transfer-Encoding',
    'Connection',
    'TE',
    'Upgrade',
    'Proxy-Authorization',
    'X-aws-ec2-metadata-token',
    'X-aws-ec2-metadata-token-ttl-seconds',
    'Metadata-Flavor',
    'Metadata',
    'Expect',
  ])('refuses %s', async (header) => {
    const answer = await get('http://example.com/', { headers: [[header, '1']] })
    expect(answer).toMatchObject({ ok: false, reason: 'blocked', message: `The header ${header} may not be set.` })
  })

  it('refuses line breaks and other control characters, and does not tell the value', async () => {
    for (const value of ['a\r\nX-Evil: 1', 'a\nb', 'a\0b', 'snow ☃']) {
      const answer = await get('http://example.com/', { headers: [['x-key', value]] })
      expect(answer).toMatchObject({
        reason: 'blocked',
        message: 'The header x-key has characters that are not allowed.',
      })
    }
    expect(await get('http://example.com/', { headers: [['x:y', '1']] })).toMatchObject({ reason: 'blocked' })
    expect(await get('http://example.com/', { headers: [['', '1']] })).toMatchObject({ reason: 'blocked' })
  })

  it('sends method, body and headers as they are', async () => {
    const server = await serve((_, response) => response.writeHead(201, { 'X-Answer': 'yes' }).end('{"a":1}'))
    const answer = await get(`${server.url}/a?b=c`, { method: 'PUT', body: '{"ü":1}', headers: [['X-One', '1']] })
    expect(server.asked[0]).toMatchObject({ method: 'PUT', url: '/a?b=c', body: '{"ü":1}' })
    expect(server.asked[0]?.headers).toMatchObject({ 'x-one': '1', 'user-agent': 'Switchboard', 'content-length': '8' })
    expect(answer).toMatchObject({ ok: true, status: 201, headers: { 'x-answer': 'yes' } })
  })
})
