/** Instagram's webhooks, and what each of them means. */
import type { Inbound } from '../inbound.ts'
import { withSecret } from '../messenger/samples.fixture.ts'
import { lineOf, signedHook } from '../meta/account.fixture.ts'
import type { Samples } from '../samples.fixture.ts'

const ACCOUNT = '17841400008460056'
const PERSON = '8237465019'
const TIME = 1_782_891_000_000
const FROM = { place: ACCOUNT, address: PERSON, at: '2026-07-01T07:30:00.000Z' }

/** One event of the account, as Facebook wraps it. */
function accountHook(event: object) {
  const messaging = [{ sender: { id: PERSON }, recipient: { id: ACCOUNT }, timestamp: TIME, ...event }]
  return signedHook('instagram', { object: 'instagram', entry: [{ id: ACCOUNT, time: TIME, messaging }] })
}

export const samples: Samples = {
  line: lineOf('instagram', { accountId: ACCOUNT, pageId: '1906385232743451', pageToken: 'page-token' }),
  requests: [
    of('a text', { message: { mid: 'i_1', text: 'Hello' } }, said({ kind: 'text', text: 'Hello' })),
    of(
      'a tap on a quick reply',
      { message: { mid: 'i_1', text: 'Red', quick_reply: { payload: 'red' } } },
      said({ kind: 'choice', id: 'red', label: 'Red' }),
    ),
    of(
      'an answer to a story',
      { message: { mid: 'i_1', text: 'Wow', reply_to: { story: { url: 'https://cdn.test/story', id: '99' } } } },
      said({ kind: 'unsupported', what: 'answers your story' }, 'i_1#story'),
      said({ kind: 'text', text: 'Wow' }),
    ),
    of(
      'a mention in a story',
      { message: { mid: 'i_1', attachments: [{ type: 'story_mention', payload: { url: 'https://cdn.test/s' } }] } },
      said({ kind: 'sent-file', media: 'file', text: 'Mentions you in their story', reference: 'https://cdn.test/s' }),
    ),
    of(
      'a shared reel',
      {
        message: {
          mid: 'i_1',
          attachments: [{ type: 'ig_reel', payload: { url: 'https://cdn.test/r', title: 'A reel' } }],
        },
      },
      said({ kind: 'sent-file', media: 'video', reference: 'https://cdn.test/r' }),
    ),
    of(
      'what Instagram does not pass on',
      { message: { mid: 'i_1', is_unsupported: true } },
      said({ kind: 'unsupported', what: 'a message that cannot be shown here' }),
    ),
    of(
      'a message taken back',
      { message: { mid: 'i_1', is_deleted: true } },
      { ...FROM, kind: 'deleted', externalId: 'i_1' },
    ),
    of(
      'what was read',
      { read: { mid: 'i_9' } },
      { kind: 'receipt', place: ACCOUNT, status: 'read', externalId: 'i_9', at: FROM.at },
      { ...FROM, kind: 'read-until', status: 'read', until: FROM.at },
    ),
    of(
      'an icebreaker',
      { postback: { mid: 'i_1', title: 'Where are you?', payload: 'where' } },
      said({ kind: 'choice', id: 'where', label: 'Where are you?' }),
    ),
    of(
      'a reaction',
      { reaction: { mid: 'i_9', action: 'react', reaction: 'love', emoji: '❤️' } },
      {
        ...FROM,
        kind: 'reaction',
        externalId: 'i_9',
        reaction: '❤️',
      },
    ),
  ],
  wrongKeys: [(line) => withSecret(line, ''), (line) => withSecret(line, 'secret of another app')],
}

function said(what: Extract<Inbound, { kind: 'message' }>['said'], externalId = 'i_1'): Inbound {
  return { ...FROM, kind: 'message', externalId, said: what }
}

function of(what: string, event: object, ...read: Inbound[]) {
  return { what, request: accountHook(event), read }
}
