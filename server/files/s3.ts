/** Files in a bucket of any service that speaks S3, reached by the one way out. */
import { createHash } from 'node:crypto'
import { AwsV4Signer } from 'aws4fetch'
import { bareHost } from '../addresses.ts'
import { Refusal } from '../errors.ts'
import { log } from '../log.ts'
import { type OutsideAnswer, type OutsideRequest, outside } from '../outside.ts'
import type { FileStore, Lying } from './file-store.ts'

export interface Bucket {
  /** of the service, without a slash at the end: `https://s3.eu-central-1.amazonaws.com` */
  url: string
  bucket: string
  region: string
  keyId: string
  secret: string
}

interface Order {
  method: 'GET' | 'PUT' | 'DELETE'
  /** below the bucket, with its query */
  path: string
  headers?: Record<string, string>
  body?: Buffer
}

const TIMEOUT_MS = 60_000
const MAX_BYTES = 32_000_000

export function bucketAt(bucket: Bucket): FileStore {
  const remove = async (path: string) => {
    await ask(bucket, { method: 'DELETE', path }, [200, 204, 404])
  }
  return {
    name: 's3',
    async put(path, body) {
      await ask(bucket, { method: 'PUT', path, body }, [200])
    },
    async read(path, { start, length }) {
      const range = `bytes=${start}-${start + length - 1}`
      const { status, body } = await ask(bucket, { method: 'GET', path, headers: { range } }, [200, 206, 404, 416])
      if (status >= 400) return undefined
      const bytes = Buffer.from(body)
      return status === 206 ? bytes : bytes.subarray(start, start + length)
    },
    remove,
    async removeAll(prefix) {
      for await (const { path } of list(bucket, prefix)) await remove(path)
    },
    list: () => list(bucket, ''),
  }
}

async function* list(bucket: Bucket, prefix: string): AsyncGenerator<Lying> {
  for (let next: string | undefined = ''; next !== undefined; ) {
    const query = new URLSearchParams({ 'list-type': '2', prefix, ...(next && { 'continuation-token': next }) })
    const { text } = await ask(bucket, { method: 'GET', path: `?${query}` }, [200])
    const xml = text()
    for (const [, entry = ''] of xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      yield { path: inTag(entry, 'Key'), at: new Date(inTag(entry, 'LastModified')) }
    }
    next = inTag(xml, 'IsTruncated') === 'true' ? inTag(xml, 'NextContinuationToken') : undefined
  }
}

/** The words in this element; paths of ours hold nothing that XML would write otherwise, tokens may. */
function inTag(xml: string, name: string): string {
  const [, words = ''] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml) ?? []
  return words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

type Answer = Extract<OutsideAnswer, { ok: true }>

async function ask(bucket: Bucket, order: Order, expected: readonly number[]): Promise<Answer> {
  const answer = await outside(await signedRequest(bucket, order))
  if (answer.ok && expected.includes(answer.status)) return answer
  const told = answer.ok ? { status: answer.status, code: inTag(answer.text(), 'Code') } : { reason: answer.message }
  log.error({ ...told, method: order.method }, 'the file store refused')
  throw new Refusal('not-ready', 'The place where files lie does not answer. Please try again soon.')
}

async function signedRequest(bucket: Bucket, { method, path, headers = {}, body }: Order): Promise<OutsideRequest> {
  const url = `${bucket.url}/${bucket.bucket}${path.startsWith('?') ? '' : '/'}${path}`
  const signer = new AwsV4Signer({
    method,
    url,
    headers: {
      ...headers,
      'x-amz-content-sha256': createHash('sha256')
        .update(body ?? '')
        .digest('hex'),
    },
    service: 's3',
    region: bucket.region,
    accessKeyId: bucket.keyId,
    secretAccessKey: bucket.secret,
  })
  const signed = await signer.sign()
  const { protocol, port } = signed.url
  return {
    method,
    url: signed.url.toString(),
    headers: [...signed.headers],
    ...(body && { body }),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
    isBodySecret: true,
    opened: { host: bareHost(signed.url), port: Number(port) || (protocol === 'https:' ? 443 : 80) },
  }
}
