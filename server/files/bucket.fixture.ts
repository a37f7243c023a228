/** The other side of a bucket: keeps objects in memory, and believes nothing that is not signed as it should be. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { AwsV4Signer } from 'aws4fetch'
import type { Bucket } from './s3.ts'

export interface BucketServer {
  place: Bucket
  /** how many requests had a wrong signature */
  refused: number
  objects: Map<string, Buffer>
  close: () => Promise<void>
}

const PAGE = 3
const KEY = { keyId: 'switchboard', secret: 'secret-of-the-bucket', region: 'eu-central-1', bucket: 'files' }

export async function startBucket(): Promise<BucketServer> {
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  const bucket: BucketServer = { place: { ...KEY, url }, refused: 0, objects: new Map(), close }
  return bucket

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await Array.fromAsync(request))
    if (!(await isSigned(url, request, body))) {
      bucket.refused++
      response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>')
      return
    }
    const { pathname, searchParams } = new URL(request.url ?? '', url)
    const name = pathname.slice(`/${KEY.bucket}/`.length)
    if (name === '') response.end(listing(bucket.objects, searchParams))
    else if (request.method === 'PUT') response.end(void bucket.objects.set(name, body))
    else if (request.method === 'DELETE') response.writeHead(204).end(void bucket.objects.delete(name))
    else give(response, bucket.objects.get(name), request.headers.range)
  }
}

/** Signs the same request anew with the one key that is good, and compares. */
async function isSigned(base: string, request: IncomingMessage, body: Buffer): Promise<boolean> {
  const { authorization = '' } = request.headers
  const [, names = ''] = /SignedHeaders=([^,]+)/.exec(authorization) ?? []
  const headers = names
    .split(';')
    .filter((name) => !['host', 'x-amz-date'].includes(name))
    .map((name): [string, string] => [name, String(request.headers[name])])
  const signer = new AwsV4Signer({
    method: request.method ?? '',
    url: `${base}${request.url}`,
    headers,
    ...{ service: 's3', region: KEY.region, accessKeyId: KEY.keyId, secretAccessKey: KEY.secret },
    datetime: String(request.headers['x-amz-date']),
  })
  const isWhole = request.headers['x-amz-content-sha256'] === createHash('sha256').update(body).digest('hex')
  return isWhole && (await signer.sign()).headers.get('authorization') === authorization
}

function give(response: ServerResponse, object: Buffer | undefined, range: string | undefined): void {
  const [, from = '', to = ''] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? []
  if (!object) response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
  else if (from !== '') response.writeHead(206).end(object.subarray(Number(from), Number(to) + 1))
  else response.end(object)
}

function listing(objects: Map<string, Buffer>, asked: URLSearchParams): string {
  const [prefix, after] = [asked.get('prefix') ?? '', asked.get('continuation-token') ?? '']
  const names = [...objects.keys()].filter((name) => name.startsWith(prefix) && name > after).sort()
  const page = names.slice(0, PAGE)
  const entries = page.map(
    (name) => `<Contents><Key>${name}</Key><LastModified>${new Date().toISOString()}</LastModified></Contents>`,
  )
  const isMore = names.length > PAGE
  const next = isMore ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${isMore}</IsTruncated>${next}${entries.join('')}</ListBucketResult>`
}
