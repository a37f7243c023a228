/** A message in one line, as lists and notices show it. */
import type { MessageContent } from './conversations.ts'
import { plainOf } from './formatting.ts'

type Media = Extract<MessageContent, { url: string }>

const NAMES = { image: 'Photo', video: 'Video', audio: 'Audio', file: 'File' } as const

/** The words of a message, else what it is: «Photo», «File: offer.pdf», «Location: Harbour». Events and notes are empty. */
export function lineOf(content: MessageContent): string {
  switch (content.kind) {
    case 'text':
    case 'list':
    case 'template':
      return oneLine(plainOf(content.text))
    case 'image':
    case 'video':
    case 'audio':
    case 'file':
      return withWords(NAMES[shownAs(content)], plainOf(content.text ?? '') || nameOf(content))
    case 'location':
      return withWords('Location', content.name ?? content.address ?? '')
    case 'cards':
      return oneLine(content.cards.map(({ title }) => plainOf(title)).join(' · '))
    case 'choice':
      return oneLine(content.label ?? content.id)
    case 'choices':
      return oneLine((content.labels ?? content.ids).join(', '))
    case 'event':
    case 'note':
      return ''
  }
}

/** How a medium is shown: a file whose content is a picture, film or sound is shown as that. */
export function shownAs({ kind, mime = '' }: Pick<Media, 'kind' | 'mime'>): Media['kind'] {
  if (kind !== 'file') return kind
  if (/^image\//.test(mime)) return 'image'
  if (/^video\//.test(mime)) return 'video'
  return /^audio\//.test(mime) ? 'audio' : 'file'
}

/** What a medium is called: its name, else the end of its address. Of a picture the name says nothing. */
function nameOf(content: Media): string {
  return shownAs(content) === 'file' ? fileNameOf(content) : ''
}

/** The name of a file, if need be from its address. */
export function fileNameOf({ name, url }: Pick<Media, 'name' | 'url'>): string {
  if (name) return name
  const last = url.split(/[?#]/)[0]?.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

function withWords(name: string, words: string): string {
  return words.trim() ? oneLine(`${name}: ${words}`) : name
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
