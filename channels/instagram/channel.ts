/** Speaks the Messenger Platform of Facebook for Instagram: through the Page that a professional account belongs to. */
import { z } from 'zod'
import type { Channel, Done, Line } from '../channel.ts'
import { answerHandshake, granted, graph, isSigned, refusal } from '../meta/graph.ts'
import { callbackOf, fieldsOf, follow, openPage, pagesOf, registeredAs, setCallback, unfollow } from '../meta/pages.ts'
import { readMessaging } from '../meta/read.ts'
import { sendByPage, typeByPage } from '../meta/send.ts'
import { instagramDefinition } from './definition.ts'

type Instagram = Channel<typeof instagramDefinition>
type InstagramLine = Line<typeof instagramDefinition>

const FIELDS = ['messages', 'messaging_postbacks', 'messaging_seen', 'message_reactions', 'messaging_referral'] as const
/** Any field of the Page lets its account's messages through; this one Messenger does not use, so neither takes it from the other. */
const OF_PAGE = ['name'] as const

export const instagram: Instagram = {
  definition: instagramDefinition,

  async places(account) {
    const pages = await pagesOf(account)
    if (!pages.ok) return pages
    const places = pages.data.flatMap(({ name, instagram: own }) =>
      own ? [{ id: own.id, label: own.username ? `@${own.username}` : own.id, detail: name }] : [],
    )
    return { ok: true, data: places }
  },

  async connect({ place, hook }, account) {
    if (!place) return { ok: false, message: 'Pick the Instagram account on which the bot is to speak.' }
    const pages = await pagesOf(account)
    if (!pages.ok) return pages
    const owner = pages.data.find(({ instagram: own }) => own?.id === place)
    if (!owner) return { ok: false, message: 'No Page of the Facebook account has this Instagram account.' }
    const page = await openPage(account, owner.id)
    if (!page.ok) return page
    const callback = await setCallback(account, { object: 'instagram', fields: FIELDS, url: hook.url })
    if (!callback.ok) return callback
    const followed = await follow(account, page.data, OF_PAGE)
    if (!followed.ok) return followed
    const username = owner.instagram?.username
    return {
      ok: true,
      data: {
        place,
        page: owner.id,
        label: username ? `@${username}` : place,
        secrets: { accountId: place, pageId: page.data.id, pageToken: page.data.token },
        registered: registeredAs(account, {
          byHand: callback.data.byHand,
          url: hook.url,
          fields: FIELDS,
          where: '«Messenger», «Instagram settings», «Webhooks»',
        }),
      },
    }
  },

  async disconnect(line) {
    await unfollow(line, pageOf(line), OF_PAGE)
  },

  async check(line) {
    const { accountId, pageToken: token } = line.secrets
    const answer = await graph(line, { path: `/${accountId}`, token, query: { fields: 'id,username' } })
    const known = granted(answer, z.object({ username: z.string().optional() }))
    if (!known) return { ok: false, message: refusal(answer) }
    const leads = await leadsHere(line)
    if (!leads.ok) return leads
    return { ok: true, data: { label: known.username ? `@${known.username}` : accountId } }
  },

  handshake: (request, line) => answerHandshake(request, line.through.secrets),
  verify: (request, line) => isSigned(request, line.through.secrets),
  read: (request, line) => readMessaging(request, { object: 'instagram', appId: line.through.secrets.appId }),

  send: (message, to, line) =>
    sendByPage({ message, to }, { line, name: 'Instagram', page: line.secrets, canCall: false }),
  type: (to, line) => typeByPage(to, { line, page: line.secrets }),

  async profile(address, line) {
    const { pageToken: token } = line.secrets
    const answer = await graph(line, {
      path: `/${encodeURIComponent(address)}`,
      token,
      query: { fields: 'name,username' },
    })
    const known = granted(answer, z.object({ name: z.string().optional(), username: z.string().optional() }))
    const name = known?.name || (known?.username && `@${known.username}`)
    return name ? { name } : undefined
  },
}

function pageOf({ secrets }: InstagramLine): { id: string; token: string } {
  return { id: secrets.pageId, token: secrets.pageToken }
}

async function leadsHere(line: InstagramLine): Promise<Done<null>> {
  const fields = await fieldsOf(line, pageOf(line))
  if (!fields.ok) return fields
  if (!fields.data?.length)
    return { ok: false, message: 'The account’s Page no longer tells the app anything; connect it again.' }
  const callback = await callbackOf(line, 'instagram')
  if (!callback.ok) return callback
  if (callback.data?.url !== line.hook.url)
    return { ok: false, message: 'The app does not send what people write on Instagram to our address.' }
  return { ok: true, data: null }
}
