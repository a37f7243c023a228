/** Requests over a real socket, where a body is announced by headers and an address belongs to the connection. */
import { type AddressInfo, connect } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { theApp } from './test/as.ts'
import { newPerson, theWorld } from './test/world.ts'

theWorld()
const server = createAdaptorServer({ fetch: (...given) => theApp().fetch(...given) })
let port = 0
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = portOf(server.address())
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

/** Sends these bytes and gives the status and the text of the answer. */
function sendRaw(text: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.on('data', (part) => {
      answer += part
      if (/\r\n\r\n/.test(answer)) socket.end()
    })
    socket.on('close', () => resolve({ status: Number(answer.split(' ')[1]), text: answer }))
    socket.on('error', reject)
  })
}

it('needs no content type for a change without a body', async () => {
  const person = await newPerson('Bodiless')
  const head = `Host: localhost:${port}\r\nAuthorization: Bearer ${person.token}\r\n`
  expect((await sendRaw(`DELETE /api/me/sessions HTTP/1.1\r\n${head}\r\n`)).status).toBe(204)
  expect((await sendRaw(`POST /api/sign-out HTTP/1.1\r\n${head}Content-Length: 0\r\n\r\n`)).status).toBe(204)
  expect((await sendRaw(`POST /api/sign-out HTTP/1.1\r\n${head}Content-Length: 2\r\n\r\n{}`)).status).toBe(415)
  expect(
    (await sendRaw(`POST /api/sign-out HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`))
      .status,
  ).toBe(415)
})

it('attack 101: stops reading a body that does not end', async () => {
  const head = `POST /api/sign-in HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`
  const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`
  expect((await sendRaw(head + chunk.repeat(20))).status).toBe(413)
})

it('attack 63: refuses framing that two readers would read differently', async () => {
  const head = `POST /api/sign-in HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\n`
  expect((await sendRaw(`${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`)).status).toBe(400)
  expect((await sendRaw(`${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}}`)).status).toBe(400)
})

it('attack 62: answers no request without a host or for two hosts', async () => {
  expect((await sendRaw('GET /api/setup HTTP/1.1\r\n\r\n')).status).toBe(400)
  expect((await sendRaw(`GET /api/setup HTTP/1.1\r\nHost: evil.example\r\n\r\n`)).status).toBe(421)
  expect(
    (await sendRaw(`GET http://evil.example/api/setup HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`)).text,
  ).not.toContain('evil.example')
})
