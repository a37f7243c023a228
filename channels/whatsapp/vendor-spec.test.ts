import { describe, expect, it } from 'vitest'
import { CHANNEL_LIMITS } from '../../shared/channel-limits.ts'
import type { Content } from '../../shared/messages.ts'
import { missingSpecs, type Vendor, vendorBySpec, vendorFixture } from '../../shared/vendor-spec.fixture.ts'
import { fit as fitted } from '../fit.ts'
import { lineOf, outgoing, recipient, signedHook } from '../meta/account.fixture.ts'
import { whatsapp } from './channel.ts'

const LINE = lineOf('whatsapp', { accountId: '419561257915477', numberId: '106540352242922' })
const PICTURE = 'https://acme.test/a.png'
const choices = Array.from({ length: 5 }, (_, index) => ({ id: `c${index}`, label: `Choice ${index}` }))
const reply = { kind: 'reply', id: 'yes', label: 'Yes' } as const

describe.skipIf(missingSpecs !== '')(`WhatsApp by Meta’s own specification${missingSpecs}`, () => {
  it.each<[string, Content]>([
    ['a text', { kind: 'text', text: 'Hello *you*, see [our shop](https://acme.test/shop)' }],
    ['a long text', { kind: 'text', text: 'A sentence. '.repeat(330) }],
    ['buttons', { kind: 'text', text: 'Well?', buttons: [reply] }],
    ['a picture with buttons', { kind: 'image', url: PICTURE, text: 'A cat', buttons: [reply] }],
    ['few answers', { kind: 'text', text: 'Which?', choices: choices.slice(0, 3) }],
    ['more answers, as a list', { kind: 'text', text: 'Which?', choices }],
    ['a picture with more answers', { kind: 'image', url: PICTURE, choices }],
    ['a picture', { kind: 'image', url: PICTURE, text: 'A cat' }],
    ['a video', { kind: 'video', url: 'https://acme.test/a.mp4' }],
    ['a sound', { kind: 'audio', url: 'https://acme.test/a.ogg', text: 'Listen' }],
    ['a document', { kind: 'file', url: 'https://acme.test/a.pdf', name: 'a.pdf' }],
    ['cards, written out', { kind: 'cards', cards: [{ title: 'Tea', image: PICTURE, buttons: [reply] }] }],
    [
      'a list',
      {
        kind: 'list',
        text: 'Drinks',
        button: 'Choose',
        sections: [{ title: 'Hot', rows: [{ id: 't', label: 'Tea', description: 'Green' }] }, { rows: choices }],
      },
    ],
  ])('sends %s', async (_, content) => {
    const { ask, asked } = await meta()
    for (const part of fitted(content, CHANNEL_LIMITS.whatsapp)) {
      const became = await whatsapp.send(outgoing(part), recipient('16505551234'), { ...LINE, ask })
      expect(became, JSON.stringify(asked.at(-1)?.json)).toMatchObject({ ok: true })
    }
  })

  it('reads all of Meta’s own webhooks', () => {
    const hooks = Object.entries(Object(vendorFixture('meta-whatsapp-webhook-examples.json')))
    const kinds = hooks.map(([name, body]) => {
      const read = whatsapp.read(signedHook('whatsapp', body), LINE)
      return [name, read.map((each) => (each.kind === 'message' ? each.said.kind : each.kind)).join()]
    })
    expect(Object.fromEntries(kinds)).toEqual({
      'Text Message': 'text',
      'Text Message with Context (Product Inquiry)': 'text',
      'Text Message from Click to WhatsApp Ad': 'text',
      'Reaction Message': 'reaction',
      'Image Message': 'sent-file',
      'Location Message': 'location',
      'Contact Sharing Message': 'text',
      'Unsupported Message': 'unsupported',
      'Button Message': 'choice',
      'Interactive List Reply Message': 'choice',
      'Interactive Button Reply Message': 'choice',
      'Order Message': 'text',
      'System Message': 'unsupported',
      'Group Create Message': '',
      'Group Settings Update': '',
      'Group Remove Participants': '',
    })
  })
})

/** Meta by its specification, which knows nothing of the proof that apps may demand. */
async function meta(): Promise<Vendor> {
  const vendor = await vendorBySpec('meta-whatsapp-cloud-v23.json')
  return {
    ...vendor,
    ask: (request) => vendor.ask({ ...request, url: request.url.replace(/[?&]appsecret_proof=[0-9a-f]+$/, '') }),
  }
}
