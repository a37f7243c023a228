/** A person's photo: who may set it and see it, and what is no picture. */
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { as, request } from '../test/as.ts'
import { theWorld } from '../test/world.ts'

const world = theWorld()
let photo: Buffer

beforeAll(async () => {
  const plain = sharp({ create: { width: 900, height: 600, channels: 3, background: '#336699' } })
  photo = await plain
    .jpeg()
    .withExif({ IFD0: { Copyright: 'canary-exif' } })
    .toBuffer()
})

const put = (bytes: Uint8Array | string, type = 'image/jpeg') =>
  as(world.mia).put('/api/me/photo', bytes, { 'content-type': type })

describe('a photo', () => {
  it('is drawn anew: small, square, without what the camera wrote into it', async () => {
    expect(photo.includes('canary-exif')).toBe(true)
    expect(await put(photo)).toHaveStatus(204)
    const url = (await as(world.mia).get('/api/me')).body.user.photoUrl
    const shown = await fetchBytes(url, world.olga.token)
    const { format, width, height, exif } = await sharp(shown.bytes).metadata()
    expect({ format, width, height, exif }).toEqual({ format: 'webp', width: 256, height: 256, exif: undefined })
    expect(shown.headers.get('content-security-policy')).toContain('sandbox')
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('is seen by who shares a workspace, and does not exist for others (W1)', async () => {
    await put(photo)
    const path = `/api/users/${world.mia.userId}/photo`
    expect(await as(world.adam).get(path)).toHaveStatus(200)
    for (const stranger of [world.rex, world.uma]) expect(await as(stranger).get(path)).toHaveStatus(404)
    expect(await request('GET', path)).toHaveStatus(401)
    expect(await as(world.mia).get('/api/users/nobody/photo')).toHaveStatus(404)
  })

  it('is not sent again when it is known', async () => {
    await put(photo)
    const path = `/api/users/${world.mia.userId}/photo`
    const etag = (await as(world.mia).get(path)).headers.get('etag') ?? ''
    expect(await as(world.mia).get(path, { 'if-none-match': etag })).toHaveStatus(304)
  })

  it('can be removed', async () => {
    await put(photo)
    expect(await as(world.mia).delete('/api/me/photo')).toHaveStatus(204)
    expect((await as(world.mia).get('/api/me')).body.user.photoUrl).toBeNull()
  })

  it('attack 89: is no drawing with a script, no page, no document, whatever it calls itself', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    const others = [
      svg,
      `<?xml version="1.0"?>${svg}`,
      '<html><script>alert(1)</script>',
      '%PDF-1.7\n',
      'MZ',
      'PK\u0003\u0004',
      '',
      '{"files":{"x":{"filepath":"/etc/passwd"}}}',
    ]
    for (const text of others) expect(await put(text, 'image/png')).toHaveStatus(415)
    expect(await put(svg, 'image/svg+xml')).toHaveStatus(415)
    expect(await put('{}', 'application/json')).toHaveStatus(415)
  })

  it('attack 89: is no broken picture and no polyglot: only what can be drawn is kept', async () => {
    const png = await sharp(photo).png().toBuffer()
    expect(await put(png.subarray(0, 200), 'image/png')).toHaveStatus(422)
    const polyglot = Buffer.concat([png, Buffer.from('<script>canary-script</script>')])
    expect(await put(polyglot, 'image/png')).toHaveStatus(204)
    const shown = await fetchBytes(`/api/users/${world.mia.userId}/photo`, world.mia.token)
    expect(shown.bytes.includes('canary-script')).toBe(false)
  })

  it('attack 89: is neither huge in bytes nor in pixels', async () => {
    const huge = await sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: '#000' } })
      .png()
      .toBuffer()
    expect(huge.length).toBeLessThan(1_000_000)
    expect(await put(huge, 'image/png')).toHaveStatus(422)
    expect(await put(Buffer.concat([photo, Buffer.alloc(8_100_000)]))).toHaveStatus(413)
    expect(await put(await noise(1400), 'image/png')).toHaveStatus(204)
  })
})

/** A picture of several megabytes, as phones make them. */
function noise(side: number): Promise<Buffer> {
  const pixels = Buffer.from(Array.from({ length: side * side }, (_, each) => (each * 2_654_435_761) % 251))
  return sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
    .png({ compressionLevel: 0 })
    .toBuffer()
}

async function fetchBytes(path: string, token: string) {
  const { theApp } = await import('../test/as.ts')
  const answer = await theApp().request(path, { headers: { authorization: `Bearer ${token}` } })
  return { headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}
