/** Speaks the Cloud API of WhatsApp. */
import { z } from 'zod'
import type { Channel, Done, FetchedFile, Line } from '../channel.ts'
import { answerHandshake, granted, graph, isSigned, refusal } from '../meta/graph.ts'
import { check, connect, disconnect } from './connect.ts'
import { whatsappDefinition } from './definition.ts'
import { numbersOf } from './numbers.ts'
import { read } from './read.ts'
import { send, type } from './send.ts'
import { templatesOf } from './templates.ts'

export const whatsapp: Channel<typeof whatsappDefinition> = {
  definition: whatsappDefinition,

  async places(account) {
    const numbers = await numbersOf(account)
    if (!numbers.ok) return numbers
    return { ok: true, data: numbers.data.map(({ id, shown, name }) => ({ id, label: shown || id, detail: name })) }
  },

  connect,
  disconnect,
  check,
  handshake: (request, line) => answerHandshake(request, line.through.secrets),
  verify: (request, line) => isSigned(request, line.through.secrets),
  read: (request) => read(request),
  send,
  type,
  templates: (line) => templatesOf(line, line.secrets.accountId),
  fetch: fetchFile,
}

const MOST_BYTES = 20_000_000
const File = z.object({ url: z.string(), mime_type: z.string().default('') })

/** A file is had in two steps: where it lies for some minutes, and then the file, both with the token. */
async function fetchFile(reference: string, line: Line<typeof whatsappDefinition>): Promise<Done<FetchedFile>> {
  const token = line.through.secrets.userToken
  const answer = await graph(line, {
    path: `/${encodeURIComponent(reference)}`,
    token,
    query: { phone_number_id: line.secrets.numberId },
  })
  const file = granted(answer, File)
  if (!file) return { ok: false, message: refusal(answer) }
  if (!isOfMeta(file.url, line.urls.facebook))
    return { ok: false, message: 'The file lies at an address that is not WhatsApp’s.' }
  const headers = { Authorization: `Bearer ${token}`, Accept: '*/*' }
  const got = await line.ask({ method: 'GET', url: file.url, headers, maxBytes: MOST_BYTES })
  if (!got.ok || got.status !== 200) return { ok: false, message: refusal(got) }
  return { ok: true, data: { bytes: got.bytes, name: `${reference}.${endingOf(file.mime_type)}` } }
}

/** The token goes to nobody else. */
function isOfMeta(address: string, base: string): boolean {
  const url = URL.parse(address)
  if (!url) return false
  if (url.origin === URL.parse(base)?.origin) return true
  return url.protocol === 'https:' && /\.(?:fbsbx\.com|facebook\.com|fbcdn\.net|whatsapp\.net)$/.test(url.hostname)
}

/** «audio/ogg; codecs=opus» → «ogg» */
function endingOf(mime: string): string {
  const ending = /^[a-z]+\/(?:x-)?([a-z0-9]{2,5})(?:;|$)/.exec(mime)?.[1] ?? 'bin'
  return ending === 'jpeg' ? 'jpg' : ending
}
