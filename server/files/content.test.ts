/** What is taken as a file and what is not, whatever it calls itself (attack 89). */
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { as } from '../test/as.ts'
import { theWorld } from '../test/world.ts'
import { cleanName, readContent } from './content.ts'
import { formOf } from './form.fixture.ts'

const world = theWorld()
const { mia } = world

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } })

const post = (bytes: Uint8Array | string, name: string) => {
  const { body, headers } = formOf(bytes, name)
  return as(mia).post('/files', body, headers)
}

describe('attack 89: a picture', () => {
  it('loses what the camera wrote into it, and what was hidden behind it', async () => {
    const photo = await picture(90, 60)
      .jpeg()
      .withExif({ IFD0: { Copyright: 'canary-exif' } })
      .toBuffer()
    const polyglot = Buffer.concat([photo, Buffer.from('<script>canary()</script>')])
    const { bytes } = await readContent(polyglot, 'a.jpg')
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    expect(bytes.includes('canary')).toBe(false)
  })

  it('is at most 4096 pixels a side', async () => {
    const { bytes } = await readContent(await picture(5000, 10).png().toBuffer(), 'wide.png')
    expect((await sharp(bytes).metadata()).width).toBe(4096)
  })

  it('with ever so many pixels is refused', async () => {
    expect(await post(await picture(10_000, 10_000).png().toBuffer(), 'bomb.png')).toHaveStatus(422)
  })

  it('that moves goes on moving', async () => {
    const frame = (background: string) =>
      sharp({ create: { width: 8, height: 8, channels: 3, background } })
        .png()
        .toBuffer()
    const frames = await Promise.all(['red', 'blue'].map(frame))
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    const { bytes, mime } = await readContent(gif, 'moves.gif')
    expect([mime, (await sharp(bytes).metadata()).pages]).toEqual(['image/gif', 2])
  })

  it('is known by its bytes and not by its name', async () => {
    const png = await picture(8, 8).png().toBuffer()
    expect((await post(png, 'page.html')).body).toMatchObject({ mime: 'image/png', name: 'page.html.png' })
  })
})

describe('attack 89: what is refused', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  it.each([
    ['a drawing', svg],
    ['a drawing as XML', `<?xml version="1.0"?>${svg}`],
    ['a page', '<!DOCTYPE html><script>alert(1)</script>'],
    ['a page behind words', `hello\n<script>alert(1)</script>`],
    ['a script', '#!/bin/sh\nrm -rf /'],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200, 1)])],
    ['bytes of no kind', Buffer.from([0, 1, 2, 3, 4, 5])],
    ['nothing', ''],
  ])('%s, also when it is called a picture', async (_name, bytes) => {
    expect(await post(bytes, 'photo.png')).toHaveStatus(415)
  })

  it('a JSON body that pretends to be a file', async () => {
    expect(await as(mia).post('/files', { files: { x: { filepath: '/etc/passwd' } } })).toHaveStatus(415)
    expect(await as(mia).post('/files', '{}', { 'content-type': 'image/png' })).toHaveStatus(415)
    expect(await as(mia).post('/bots', formOf('x', 'x.txt').body, formOf('', '').headers)).toHaveStatus(415)
  })

  it('a form without a file, with two, or that is none', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=edge-of-the-form' }
    const words =
      '--edge-of-the-form\r\nContent-Disposition: form-data; name="file"\r\n\r\nwords\r\n--edge-of-the-form--\r\n'
    expect(await as(mia).post('/files', words, headers)).toHaveStatus(422)
    const two = formOf('a', 'a.txt')
      .body.toString()
      .replace('--edge-of-the-form--', formOf('b', 'b.txt').body.toString())
    expect(await as(mia).post('/files', two, headers)).toHaveStatus(422)
    expect(await as(mia).post('/files', 'no form at all', headers)).toHaveStatus(400)
  })

  it('more than 10 MB', async () => {
    expect(await post('a'.repeat(10_000_001), 'long.txt')).toHaveStatus(413)
    expect(await post('a'.repeat(11_000_000), 'longer.txt')).toHaveStatus(413)
  })
})

describe('a name', () => {
  it.each([
    ['../../etc/passwd', 'passwd.txt'],
    ['C:\\Temp\\offer.txt', 'offer.txt'],
    ['inv\u202eoice.exe', 'invoice.exe.txt'],
    ['a\u0000b.txt', 'ab.txt'],
    ['"><img src=x>.txt', '---img src=x-.txt'],
    ['...', 'file.txt'],
    ['photo.png.html', 'photo.png.html.txt'],
    ['', 'file.txt'],
  ])('%j becomes %j', (given, clean) => {
    expect(cleanName(given, ['txt'])).toBe(clean)
  })

  it('is not endless', () => {
    expect(cleanName(`${'👋'.repeat(5000)}.txt`, ['txt']).length).toBeLessThanOrEqual(124)
  })
})
