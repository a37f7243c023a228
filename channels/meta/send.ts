/** Says what `fit` made of a message the way Messenger and Instagram want it: one body for both. */
import { z } from 'zod'
import { type Button, type Content, cutText } from '../../shared/messages.ts'
import type { Delivery, Outgoing, Recipient } from '../channel.ts'
import { placeInWords } from '../wording/words.ts'
import { writtenOut } from '../wording/written-out.ts'
import { deliveryOf, granted, graph, type ThroughFacebook } from './graph.ts'

interface Sender {
  line: ThroughFacebook
  /** the channel as it is called */
  name: string
  /** the Page that speaks, and its token */
  page: { pageId: string; pageToken: string }
  /** Instagram has no buttons that call a number. */
  canCall: boolean
}

/** Sends one part of a message. A member may answer seven days long, everybody else one. */
export async function sendByPage(
  { message, to }: { message: Outgoing; to: Recipient },
  sender: Sender,
): Promise<Delivery> {
  const { line, page, name } = sender
  const answer = await graph(line, {
    method: 'POST',
    path: `/${page.pageId}/messages`,
    token: page.pageToken,
    json: {
      recipient: { id: to.address },
      ...(isLate(to) && message.author === 'member'
        ? { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }
        : { messaging_type: 'RESPONSE' }),
      message: { ...bodyOf(message.content, sender.canCall), metadata: message.key },
    },
  })
  const sent = granted(answer, z.object({ message_id: z.string().optional() }))
  if (!sent) return deliveryOf(answer, name)
  return { ok: true, ...(sent.message_id && { externalId: sent.message_id }) }
}

/** Shows that somebody types. */
export async function typeByPage(to: Recipient, { line, page }: Pick<Sender, 'line' | 'page'>): Promise<void> {
  await graph(line, {
    method: 'POST',
    path: `/${page.pageId}/messages`,
    token: page.pageToken,
    json: { recipient: { id: to.address }, sender_action: 'typing_on' },
  })
}

const DAY_MS = 86_400_000

function isLate({ lastWroteAt }: Recipient): boolean {
  return lastWroteAt !== null && Date.now() - Date.parse(lastWroteAt) > DAY_MS
}

function bodyOf(content: Content, canCall: boolean): Record<string, unknown> {
  const { choices = [] } = content
  const quick = choices.map(({ id, label }) => ({
    content_type: 'text',
    title: cutText(writtenOut(label), LABEL),
    payload: id,
  }))
  return { ...shownBy(content, canCall), ...(quick.length > 0 && { quick_replies: quick }) }
}

const LABEL = 20
const TEXT = 2000

function shownBy(content: Content, canCall: boolean): Record<string, unknown> {
  switch (content.kind) {
    case 'text':
    case 'template':
      return words(content.text, content.buttons ?? [], canCall)
    case 'image':
    case 'video':
    case 'audio':
    case 'file':
      return attached(content.kind, { url: content.url })
    case 'cards':
      return attached('template', {
        template_type: 'generic',
        elements: content.cards.map(({ title, text, image, buttons = [] }) => {
          const { native, written } = buttonsOf(buttons, canCall)
          const subtitle = [text && writtenOut(text), ...written].filter(Boolean).join('\n')
          return {
            title: writtenOut(title),
            ...(subtitle && { subtitle }),
            ...(image && { image_url: image }),
            ...(native.length > 0 && { buttons: native }),
          }
        }),
      })
    case 'location':
      return words(placeInWords(content), content.buttons ?? [], canCall)
    case 'list': {
      const rows = content.sections.flatMap((section) => section.rows)
      return words([content.text, ...rows.map(({ label }) => label)].join('\n'), content.buttons ?? [], canCall)
    }
  }
}

function words(text: string, buttons: readonly Button[], canCall: boolean): Record<string, unknown> {
  const { native, written } = buttonsOf(buttons, canCall)
  const shown = [writtenOut(text), ...written].join('\n')
  if (native.length === 0) return { text: cutText(shown, TEXT) }
  return attached('template', { template_type: 'button', text: cutText(shown, 640), buttons: native })
}

function attached(type: string, payload: Record<string, unknown>): Record<string, unknown> {
  return { attachment: { type, payload } }
}

function buttonsOf(
  buttons: readonly Button[],
  canCall: boolean,
): { native: Array<Record<string, string>>; written: string[] } {
  const native: Array<Record<string, string>> = []
  const written: string[] = []
  for (const button of buttons) {
    const title = cutText(writtenOut(button.label), LABEL)
    if (button.kind === 'reply') native.push({ type: 'postback', title, payload: button.id })
    else if (button.kind === 'link') native.push({ type: 'web_url', title, url: button.url })
    else if (canCall) native.push({ type: 'phone_number', title, payload: button.phone })
    else written.push(`${title}: ${button.phone}`)
  }
  return { native, written }
}
