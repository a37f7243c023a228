/** Lays a letter out: the words of its kind in the reader's language, as HTML and as plain text. */
import { readFileSync } from 'node:fs'
import { english, footer as englishFooter } from './letters/english.ts'
import { german, footer as germanFooter } from './letters/german.ts'
import type { Language, LetterKind, LetterValues, Speech, Words } from './letters/kinds.ts'
import { spanish, footer as spanishFooter } from './letters/spanish.ts'

/** A letter ready to be sent. `links` are the addresses it leads to. */
export interface Composed {
  subject: string
  text: string
  html: string
  links: string[]
}

/** Where the workspace's logo stands in the HTML; the sender attaches it under this name. */
export const LOGO_CID = 'logo'

const SPEECHES: Record<Language, { speech: Speech; footer: string }> = {
  en: { speech: english, footer: englishFooter },
  de: { speech: german, footer: germanFooter },
  es: { speech: spanish, footer: spanishFooter },
}

/** Made from letter.mjml by `npm run generate`; read once. */
const PAPER = readFileSync(new URL('./letters/letter.html', import.meta.url), 'utf8')

/** Composes a letter; `logoOf` names the workspace whose logo it carries. */
export function compose<K extends LetterKind>(
  letter: { kind: K; language: string; values: LetterValues[K] },
  logoOf?: string,
): Composed {
  const language = letter.language === 'de' || letter.language === 'es' ? letter.language : 'en'
  const { speech, footer } = SPEECHES[language]
  const words = { footer, ...speech[letter.kind](letter.values) }
  const subject = oneLine(words.subject)
  return { subject, text: asText(words), html: asHtml({ ...words, subject }, language, logoOf), links: linksIn(words) }
}

/** A subject is one line: what would begin another header is a space. */
function oneLine(text: string): string {
  const plain = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  return plain.length > 200 ? `${plain.slice(0, 199).toWellFormed()}…` : plain
}

function asText(words: Words): string {
  const quote = words.quote
    ?.split(/\r?\n/)
    .map((row) => `> ${row}`)
    .join('\n')
  const button = words.button && `${words.button.label}:\n${words.button.link}`
  const parts = [words.heading, ...words.paragraphs, quote, button, words.note, `-- \n${words.footer}`]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

function asHtml(words: Words, language: Language, logoOf: string | undefined): string {
  const quote = words.quote ? `<blockquote style="${QUOTE}">${lines(words.quote)}</blockquote>` : ''
  const slots: Record<string, string> = {
    language,
    subject: escaped(words.subject),
    preview: escaped(words.paragraphs[0] ?? ''),
    logo:
      logoOf === undefined
        ? ''
        : row(`<img src="cid:${LOGO_CID}" alt="${escaped(logoOf)}" height="48" style="${LOGO}">`),
    heading: escaped(words.heading),
    body: words.paragraphs.map(linked).join('<br><br>') + quote,
    button: words.button ? row(button(words.button)) : '',
    note: linked(words.note ?? ''),
    footer: escaped(words.footer),
  }
  // One pass: a slot's name inside somebody's text stays text.
  return PAPER.replace(/<!-- \[\[(\w+)\]\] -->|\[\[(\w+)\]\]/g, (_all, row, inline) => slots[row ?? inline] ?? '')
}

const LOGO = 'display:block;height:48px;max-width:240px;border-radius:8px;'
const QUOTE = 'margin:16px 0 0;padding:4px 0 4px 16px;border-left:3px solid #c5cdd8;'
const BUTTON =
  'display:inline-block;background:#1f5fd1;color:#ffffff;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:24px;font-weight:600;padding:12px 24px;border-radius:8px;text-decoration:none;'

function row(content: string): string {
  return `<tr><td align="left" style="padding:0 0 24px;">${content}</td></tr>`
}

function button({ label, link }: { label: string; link: string }): string {
  return `<a href="${escaped(link)}" style="${BUTTON}">${escaped(label)}</a>`
}

function lines(text: string): string {
  return escaped(text).replace(/\r?\n/g, '<br>')
}

/** Our own links in a sentence, such as the one to a new password, can be followed; nothing else becomes a link. */
function linked(text: string): string {
  return lines(text).replace(OWN_LINK, (link) => `<a href="${link}">${link}</a>`)
}

const OWN_LINK = /https?:\/\/[\w.:[\]-]+\/(?:password-reset|forgotten-password)\b[\w/?=&;.-]*$/gm

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '')
}

function linksIn(words: Words): string[] {
  const inText = [...words.paragraphs, words.note ?? ''].flatMap((text) => text.match(OWN_LINK) ?? [])
  return [...(words.button ? [words.button.link] : []), ...inText]
}
