/** Speaks with the followers of a WeChat service account. */
import { z } from 'zod'
import type { Channel, Done, FetchedFile } from '../channel.ts'
import { askWeChat, codeOf, type Reach, refusalOf, tokenFor, type WeChat, type WeChatLine } from './api.ts'
import { wechatDefinition } from './definition.ts'
import { isSealed, isSigned, messageIn } from './envelope.ts'
import { readWeChat } from './read.ts'
import { sendWeChat } from './send.ts'

export const wechat: Channel<WeChat> = {
  definition: wechatDefinition,
  async connect({ form, hook }, { urls, ask }) {
    const tried = await tryKeys({ secrets: form, urls, ask })
    if (!tried.ok) return tried
    const { appId, encodingAesKey } = form
    return {
      ok: true,
      data: {
        place: appId,
        label: appId,
        secrets: form,
        registered: [
          { label: 'URL, for “Server configuration” of the service account', value: hook.url },
          { label: 'Token, for the same page', value: 'the one you entered here' },
          {
            label: 'Way of encryption, for the same page',
            value: encodingAesKey ? 'security mode, with the EncodingAESKey you entered here' : 'plain text mode',
          },
        ],
      },
    }
  },
  // The address stands in WeChat's own page, where it is taken away by hand.
  disconnect: async () => {},
  async check(line) {
    const tried = await tryKeys(line)
    return tried.ok ? { ok: true, data: { label: line.secrets.appId } } : tried
  },
  handshake({ method, query, ...request }, { secrets }) {
    const { echostr } = query
    const isAsked = method === 'GET' && echostr !== undefined && echostr.length <= 1000
    if (!isAsked || !secrets || !isSigned({ method, query, ...request }, secrets.token)) return null
    return { status: 200, type: 'text/plain', body: echostr }
  },
  verify: (request, { secrets }) => request.method === 'POST' && secrets !== null && isSealed(request, secrets),
  read(request, { secrets }) {
    const fields = secrets ? messageIn(request, secrets) : undefined
    return fields ? readWeChat(fields) : []
  },
  thanks: { status: 200, type: 'text/plain', body: 'success' },
  send: (message, to, line) => sendWeChat(message, to, line),
  async type(to, line) {
    const json = { touser: to.address, command: 'Typing' }
    await askWeChat(line, { method: 'POST', path: '/cgi-bin/message/custom/typing', json })
  },
  fetch: fetchMedia,
}

async function tryKeys(reach: Reach): Promise<Done<true>> {
  const found = await tokenFor(reach, 'fresh')
  return found.ok ? { ok: true, data: true } : { ok: false, message: refusalOf(found.answer) }
}

const FILE_BYTES = 20_000_000
const Video = z.object({ video_url: z.url().optional(), down_url: z.url().optional() })

/** Pictures and voices come as they are, of a video its address. */
async function fetchMedia(reference: string, line: WeChatLine): Promise<Done<FetchedFile>> {
  const path = `/cgi-bin/media/get?media_id=${encodeURIComponent(reference)}`
  const { answer } = await askWeChat(line, { method: 'GET', path, maxBytes: FILE_BYTES })
  if (!answer.ok) return { ok: false, message: answer.message }
  if (answer.status !== 200 || codeOf(answer) !== 0) return { ok: false, message: refusalOf(answer) }
  const { video_url, down_url } = Video.safeParse(answer.json).data ?? {}
  const url = video_url ?? down_url
  if (!url) return { ok: true, data: { bytes: answer.bytes, name: nameOf(answer.headers) } }
  const video = await line.ask({ method: 'GET', url, maxBytes: FILE_BYTES })
  if (!video.ok) return { ok: false, message: video.message }
  if (video.status !== 200) return { ok: false, message: `WeChat did not give the video (${video.status}).` }
  return { ok: true, data: { bytes: video.bytes, name: 'video.mp4' } }
}

function nameOf(headers: Readonly<Record<string, string>>): string {
  const [, named] = /filename="?([\w.-]{1,200})"?/.exec(headers['content-disposition'] ?? '') ?? []
  const [, ending = 'bin'] = /^\w+\/([a-z0-9]+)/i.exec(headers['content-type'] ?? '') ?? []
  return named ?? `file.${ending}`
}
