/** Speaks the Messenger Platform of Facebook. */
import { z } from 'zod'
import type { Channel, Done, Line, Profile } from '../channel.ts'
import { answerHandshake, granted, graph, isSigned, refusal } from '../meta/graph.ts'
import { callbackOf, fieldsOf, follow, openPage, pagesOf, registeredAs, setCallback, unfollow } from '../meta/pages.ts'
import { GET_STARTED, readMessaging } from '../meta/read.ts'
import { sendByPage, typeByPage } from '../meta/send.ts'
import { messengerDefinition } from './definition.ts'

type Messenger = Channel<typeof messengerDefinition>
type MessengerLine = Line<typeof messengerDefinition>

const FIELDS = [
  'messages',
  'messaging_postbacks',
  'messaging_optins',
  'messaging_referrals',
  'message_deliveries',
  'message_reads',
  'message_echoes',
  'message_reactions',
  'message_edits',
] as const

export const messenger: Messenger = {
  definition: messengerDefinition,

  async places(account) {
    const pages = await pagesOf(account)
    if (!pages.ok) return pages
    return { ok: true, data: pages.data.map(({ id, name }) => ({ id, label: name || id, detail: id })) }
  },

  async connect({ place, hook }, account) {
    if (!place) return { ok: false, message: 'Pick the Page on which the bot is to speak.' }
    const page = await openPage(account, place)
    if (!page.ok) return page
    const callback = await setCallback(account, { object: 'page', fields: FIELDS, url: hook.url })
    if (!callback.ok) return callback
    const followed = await follow(account, page.data, FIELDS)
    if (!followed.ok) return followed
    const { id, name, token } = page.data
    await graph(account, {
      method: 'POST',
      path: `/${id}/messenger_profile`,
      token,
      json: { get_started: { payload: GET_STARTED } },
    })
    return {
      ok: true,
      data: {
        place: id,
        label: name || id,
        secrets: { pageId: id, pageToken: token },
        registered: registeredAs(account, {
          byHand: callback.data.byHand,
          url: hook.url,
          fields: FIELDS,
          where: '«Messenger», «Webhooks»',
        }),
      },
    }
  },

  async disconnect(line) {
    await graph(line, { ...toPage(line, '/messenger_profile'), method: 'DELETE', json: { fields: ['get_started'] } })
    const { pageId, pageToken } = line.secrets
    await unfollow(line, { id: pageId, token: pageToken }, FIELDS)
  },

  async check(line) {
    const answer = await graph(line, { ...toPage(line, ''), query: { fields: 'id,name' } })
    const page = granted(answer, z.object({ name: z.string().optional() }))
    if (!page) return { ok: false, message: refusal(answer) }
    const leads = await leadsHere(line)
    if (!leads.ok) return leads
    return { ok: true, data: { label: page.name || line.secrets.pageId } }
  },

  handshake: (request, line) => answerHandshake(request, line.through.secrets),
  verify: (request, line) => isSigned(request, line.through.secrets),
  read: (request, line) => readMessaging(request, { object: 'page', appId: line.through.secrets.appId }),

  send: (message, to, line) =>
    sendByPage({ message, to }, { line, name: 'Messenger', page: line.secrets, canCall: true }),
  type: (to, line) => typeByPage(to, { line, page: line.secrets }),

  async profile(address, line): Promise<Profile | undefined> {
    const { pageToken: token } = line.secrets
    const answer = await graph(line, {
      path: `/${encodeURIComponent(address)}`,
      token,
      query: { fields: 'first_name,last_name' },
    })
    const known = granted(answer, z.object({ first_name: z.string().default(''), last_name: z.string().default('') }))
    const name = known && `${known.first_name} ${known.last_name}`.trim()
    return name ? { name } : undefined
  },
}

function toPage({ secrets }: MessengerLine, path: string) {
  return { path: `/${secrets.pageId}${path}`, token: secrets.pageToken }
}

async function leadsHere(line: MessengerLine): Promise<Done<null>> {
  const { pageId, pageToken } = line.secrets
  const fields = await fieldsOf(line, { id: pageId, token: pageToken })
  if (!fields.ok) return fields
  if (!fields.data?.includes('messages'))
    return { ok: false, message: 'The Page no longer tells the app of its messages; connect it again.' }
  const callback = await callbackOf(line, 'page')
  if (!callback.ok) return callback
  if (callback.data?.url !== line.hook.url)
    return { ok: false, message: 'The app sends what people write on its Pages to another address than ours.' }
  return { ok: true, data: null }
}
