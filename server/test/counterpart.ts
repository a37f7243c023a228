/** A foreign server for the tests: it answers as told, remembers what it was asked, and is opened to `outside`. */
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { outsideSettings, type Resolve, setOutsideSettings } from '../outside.ts'

export interface Asked {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: string
}

export interface Counterpart {
  /** `http://127.0.0.1:<port>` */
  url: string
  port: number
  asked: Asked[]
  close: () => Promise<void>
}

/** Starts a server on this machine's loopback. Open it with `openOutside`. */
export async function startCounterpart(answer: RequestListener): Promise<Counterpart> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const { method = '', url = '', headers } = request
    asked.push({ method, url, headers, body: Buffer.concat(parts).toString() })
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, port, asked, close }
}

/** Opens these servers too (and names, where a resolver is given) to `outside`; returns what puts the settings back. */
export function openOutside(ports: number[], more: { hosts?: string[]; resolve?: Resolve } = {}): () => void {
  const before = outsideSettings()
  const hosts = ['127.0.0.1', ...(more.hosts ?? [])]
  setOutsideSettings({
    ...before,
    OUTBOUND_ALLOW_HOSTS: [
      ...before.OUTBOUND_ALLOW_HOSTS,
      ...hosts.flatMap((host) => ports.map((port) => ({ host, port }))),
    ],
    ...(more.resolve && { resolve: more.resolve }),
  })
  return () => setOutsideSettings(before)
}
