/** Our messages in LINE's words. */
import { type Button, type Card, type Content, cutText } from '../../shared/messages.ts'
import { writtenOut } from '../wording/written-out.ts'

type Action =
  | { type: 'postback'; label: string; data: string; displayText: string }
  | { type: 'uri'; label: string; uri: string }
type QuickReply = { quickReply?: { items: Array<{ type: 'action'; action: Action }> } }

const TEXT_OF_TEMPLATE = 160
const ALT_TEXT = 400
const TITLE = 100

/** What the channel sends of a message; null where LINE has no form for it. */
export function messageOf(content: Content, picture: string | undefined) {
  const shown = shownOf(content, picture)
  return shown && { ...shown, ...quickReply(content) }
}

function shownOf(content: Content, picture: string | undefined) {
  if (content.kind === 'text') return content.buttons ? template(content.text, content.buttons) : text(content.text)
  if (content.kind === 'image') return image(content)
  if (content.kind === 'video') return video(content, picture)
  if (content.kind === 'location') return place(content)
  if (content.kind === 'cards') return cards(content.cards)
  return 'url' in content ? text(asLink(content)) : null
}

function text(words: string) {
  return { type: 'text' as const, text: writtenOut(words) }
}

function template(words: string, buttons: Button[]) {
  const shown = writtenOut(words)
  const altText = cutText(shown, ALT_TEXT)
  if (shown.length > TEXT_OF_TEMPLATE) return { type: 'flex' as const, altText, contents: textBubble(shown, buttons) }
  const actions = buttons.map(actionOf)
  return { type: 'template' as const, altText, template: { type: 'buttons' as const, text: shown, actions } }
}

/** Where a link was written out, the text may have become longer than a template takes. */
function textBubble(words: string, buttons: Button[]) {
  const said = { type: 'text' as const, text: words, wrap: true }
  return {
    type: 'bubble' as const,
    body: { ...COLUMN, contents: [said] },
    footer: { ...COLUMN, contents: buttons.map(buttonOf) },
  }
}

/** LINE shows JPEG and PNG, and only from https. */
function image(content: Extract<Content, { url: string }>) {
  const { url, mime } = content
  if (!isSecure(url) || (mime !== undefined && !/^image\/(jpeg|png)$/.test(mime))) return text(asLink(content))
  return { type: 'image' as const, originalContentUrl: url, previewImageUrl: url }
}

/** A video needs a picture to stand before it; the account's own does. */
function video(content: Extract<Content, { url: string }>, picture: string | undefined) {
  const { url, mime } = content
  const isShown = isSecure(url) && picture !== undefined && (mime === undefined || mime === 'video/mp4')
  if (!isShown) return text(asLink(content))
  return { type: 'video' as const, originalContentUrl: url, previewImageUrl: picture }
}

function place({ latitude, longitude, name, address }: Extract<Content, { kind: 'location' }>) {
  const where = address ?? name ?? `${latitude}, ${longitude}`
  return {
    type: 'location' as const,
    title: cutText(name ?? where, TITLE),
    address: cutText(where, TITLE),
    ...{ latitude, longitude },
  }
}

/** Bubbles rather than columns: those of a carousel template must all have the same number of buttons. */
function cards(all: Card[]) {
  const altText = cutText(all.map(({ title }) => title).join(', '), ALT_TEXT)
  return { type: 'flex' as const, altText, contents: { type: 'carousel' as const, contents: all.map(bubble) } }
}

function bubble({ title, text: words, image: picture, buttons = [] }: Card) {
  const heading = { type: 'text' as const, text: title, weight: 'bold' as const, size: 'lg', wrap: true }
  const below = words ? [{ type: 'text' as const, text: writtenOut(words), size: 'sm', wrap: true }] : []
  return {
    type: 'bubble' as const,
    ...(picture && isSecure(picture) && { hero: hero(picture) }),
    body: { ...COLUMN, spacing: 'sm', contents: [heading, ...below] },
    ...(buttons.length > 0 && { footer: { ...COLUMN, contents: buttons.map(buttonOf) } }),
  }
}

const COLUMN = { type: 'box', layout: 'vertical' } as const

function hero(url: string) {
  return { type: 'image' as const, url, size: 'full', aspectRatio: '20:13', aspectMode: 'cover' as const }
}

function buttonOf(button: Button) {
  return { type: 'button' as const, height: 'sm' as const, action: actionOf(button) }
}

function actionOf(button: Button): Action {
  const { label } = button
  if (button.kind === 'link') return { type: 'uri', label, uri: button.url }
  if (button.kind === 'call') return { type: 'uri', label, uri: `tel:${button.phone.replace(/[^\d+]/g, '')}` }
  return { type: 'postback', label, data: button.id, displayText: label }
}

function quickReply({ choices = [] }: Content): QuickReply {
  if (choices.length === 0) return {}
  const items = choices.map(({ id, label }) => ({
    type: 'action' as const,
    action: actionOf({ kind: 'reply', id, label }),
  }))
  return { quickReply: { items } }
}

function asLink({ url, text: words }: Extract<Content, { url: string }>): string {
  return words ? `${words}\n${url}` : url
}

function isSecure(url: string): boolean {
  return url.startsWith('https://')
}
