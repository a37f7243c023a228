/** A WeChat service account, with what WeChat writes to it; envelopes are made by another program. */
import { createHash } from 'node:crypto'
import WXBizMsgCrypt from 'wechat-crypto'
import { SERVICES } from '../../shared/service-urls.ts'
import type { Line } from '../channel.ts'
import { hookRequest, type Samples } from '../samples.fixture.ts'

const URL = `https://acme.test/in/wechat/${'t'.repeat(43)}`
const APP_ID = 'wx0123456789abcdef'
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const TOKEN = 'wordofacme'

export const plainLine: Omit<Line, 'ask'> = {
  secrets: { appId: APP_ID, appSecret: 'secret-of-acme', token: TOKEN },
  through: { integration: '', secrets: {} },
  urls: SERVICES,
  hook: { url: URL, secret: 's'.repeat(43) },
}
export const secureLine: Omit<Line, 'ask'> = {
  ...plainLine,
  secrets: { ...plainLine.secrets, encodingAesKey: AES_KEY },
}

/** A message as WeChat writes it in plain text mode. */
export function xmlOf(fields: Record<string, string | number>): string {
  const all = { ToUserName: 'gh_acme', FromUserName: 'oANN', CreateTime: 1782891000, ...fields }
  const parts = Object.entries(all).map(([name, value]) =>
    typeof value === 'number' ? `<${name}>${value}</${name}>` : `<${name}><![CDATA[${value}]]></${name}>`,
  )
  return `<xml>\n${parts.join('\n')}\n</xml>`
}

interface Envelope {
  token?: string
  atMs?: number
  /** further words of the query */
  query?: Record<string, string>
}

export function fromWeChat(body: string, { token = TOKEN, atMs = Date.now(), query = {} }: Envelope = {}) {
  const timestamp = String(Math.floor(atMs / 1000))
  const nonce = '1320562132'
  const signature = createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex')
  const search = new URLSearchParams({ signature, timestamp, nonce, openid: 'oANN', ...query })
  return hookRequest({ url: `${URL}?${search}`, headers: { 'Content-Type': 'text/xml' }, body })
}

/** The same in the security mode. */
export function sealedFromWeChat(xml: string, { token = TOKEN, key = AES_KEY, id = APP_ID, atMs = Date.now() } = {}) {
  const crypt = new WXBizMsgCrypt(token, key, id)
  const encrypted = crypt.encrypt(xml)
  const timestamp = String(Math.floor(atMs / 1000))
  const msg_signature = crypt.getSignature(timestamp, '1320562132', encrypted)
  const body = `<xml><ToUserName><![CDATA[gh_acme]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
  return fromWeChat(body, { token, atMs, query: { msg_signature, encrypt_type: 'aes' } })
}

const hello = xmlOf({ MsgType: 'text', Content: '你好 & <b>hi</b>', MsgId: '23456789012345678' })

export const samples: Samples = {
  line: secureLine,
  requests: [
    {
      what: 'a message in the security mode',
      request: sealedFromWeChat(hello),
      read: [
        {
          ...{ kind: 'message', externalId: '23456789012345678', address: 'oANN', at: '2026-07-01T07:30:00.000Z' },
          said: { kind: 'text', text: '你好 & <b>hi</b>' },
        },
      ],
    },
    {
      what: 'somebody who no longer follows',
      request: sealedFromWeChat(xmlOf({ MsgType: 'event', Event: 'unsubscribe', EventKey: '' })),
      read: [{ kind: 'reach', address: 'oANN', at: '2026-07-01T07:30:00.000Z', reach: 'opted-out' }],
    },
  ],
  wrongKeys: [
    (line) => ({ ...line, secrets: { ...line.secrets, token: '' } }),
    (line) => ({ ...line, secrets: { ...line.secrets, token: 'wordofglobex' } }),
    (line) => ({ ...line, secrets: { ...line.secrets, encodingAesKey: AES_KEY.toUpperCase() } }),
    (line) => ({ ...line, secrets: { ...line.secrets, appId: 'wxfedcba9876543210' } }),
  ],
}
