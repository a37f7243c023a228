/** What a file is, told by its bytes and never by its name; pictures are drawn anew (attack 89). */
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { cutText, type MEDIA } from '../../shared/messages.ts'
import { invalid, Refusal } from '../errors.ts'

const MAX_SIDE = 4096
const MAX_PIXELS = 40_000_000
const MAX_PIXELS_OF_ALL_FRAMES = 150_000_000
const MAX_NAME = 120

export interface FileContent {
  name: string
  mime: string
  bytes: Buffer
}

/** Pictures that browsers show, and the kind that each is kept as. */
const PICTURES: Readonly<Record<string, 'png' | 'jpeg' | 'webp' | 'gif'>> = {
  'image/png': 'png',
  'image/apng': 'png',
  'image/jpeg': 'jpeg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'webp',
}

/** Sounds and films that browsers play. */
const PLAYED = new Set([
  ...['audio/mpeg', 'audio/ogg', 'audio/wav', 'audio/flac', 'audio/aac', 'audio/mp4', 'audio/webm'],
  ...['video/mp4', 'video/webm', 'video/ogg', 'video/quicktime', 'video/3gpp'],
])

const SAME_AS: Readonly<Record<string, string>> = {
  'audio/x-flac': 'audio/flac',
  'audio/x-m4a': 'audio/mp4',
  'video/x-m4v': 'video/mp4',
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const OPEN = 'application/vnd.oasis.opendocument'
/** What is taken besides; browsers only ever save it. Whatever is not here is refused: drawings and pages with scripts, programs, documents with macros. */
const DOCUMENTS = new Set([
  ...['application/pdf', 'application/rtf', 'application/epub+zip', 'application/x-cfb'],
  ...[`${OFFICE}.wordprocessingml.document`, `${OFFICE}.spreadsheetml.sheet`, `${OFFICE}.presentationml.presentation`],
  ...[`${OPEN}.text`, `${OPEN}.spreadsheet`, `${OPEN}.presentation`],
  ...['application/zip', 'application/gzip', 'application/x-7z-compressed', 'application/x-rar-compressed'],
  ...['image/heic', 'image/heif', 'image/tiff', 'image/bmp', 'video/matroska', 'video/vnd.avi', 'text/calendar'],
  'text/vcard',
])

const TEXTS: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  md: 'text/plain',
  log: 'text/plain',
  csv: 'text/csv',
  tsv: 'text/plain',
  json: 'application/json',
  ics: 'text/calendar',
  vcf: 'text/vcard',
}

/** Takes in a file. Refuses with 415 what is not taken, with 422 a picture that cannot be drawn. */
export async function readContent(upload: Buffer, givenName: string): Promise<FileContent> {
  const found = await fileTypeFromBuffer(upload)
  if (!found) return readText(upload, givenName)
  const mime = plainMime(found.mime)
  const picture = PICTURES[mime]
  if (picture) {
    const bytes = await redrawn(upload, picture)
    return { name: cleanName(givenName, EXTENSIONS[picture]), mime: `image/${picture}`, bytes }
  }
  if (!PLAYED.has(mime) && !DOCUMENTS.has(mime)) throw notTaken()
  return { name: cleanName(givenName, [found.ext]), mime, bytes: upload }
}

/** How a file of this kind is shown. */
export function kindOf(mime: string): (typeof MEDIA)[number] {
  if (mime in PICTURES) return 'image'
  if (!PLAYED.has(mime)) return 'file'
  return mime.startsWith('audio/') ? 'audio' : 'video'
}

const EXTENSIONS = { png: ['png'], jpeg: ['jpg', 'jpeg'], webp: ['webp'], gif: ['gif'] } as const

/** «audio/ogg; codecs=opus» is «audio/ogg». */
function plainMime(mime: string): string {
  const plain = mime.split(';')[0]?.trim() ?? ''
  return SAME_AS[plain] ?? plain
}

/** The name without folders, control and direction-turning characters, with an ending that says what the file is. */
export function cleanName(given: string, endings: readonly [string, ...string[]] | readonly string[]): string {
  const [, last = ''] = /([^/\\]*)[/\\]*$/.exec(given.normalize('NFC').toWellFormed()) ?? []
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .replace(/[<>:"|?*%#]/g, '-')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  const ending = /\.([a-z0-9]{1,8})$/i.exec(plain)?.[1]?.toLowerCase()
  const right = ending && endings.includes(ending) ? ending : endings[0]
  const stem = right === ending ? plain.slice(0, -right.length - 1) : plain
  return `${cutText(stem || 'file', MAX_NAME)}.${right}`
}

function readText(upload: Buffer, givenName: string): FileContent {
  const text = decoded(upload)
  if (text === null || isProgram(text)) throw notTaken()
  const ending = /\.([a-z0-9]{1,8})\s*$/i.exec(givenName)?.[1]?.toLowerCase() ?? ''
  const known = ending in TEXTS ? ending : 'txt'
  return { name: cleanName(givenName, [known]), mime: TEXTS[known] ?? 'text/plain', bytes: upload }
}

function decoded(upload: Buffer): string | null {
  if (upload.length === 0 || upload.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(upload)
  } catch {
    return null
  }
}

/** Pages, drawings and scripts, whatever their name. */
function isProgram(text: string): boolean {
  return /^\s*#!|<(?:!doctype|html|head|body|script|svg|\?xml|iframe|x?link|meta)\b|<\?(?:xml|php)/i.test(
    text.slice(0, 4096),
  )
}

function notTaken(): Refusal {
  return new Refusal(
    'wrong-content-type',
    'Files of this kind are not taken. Pictures, films, sounds and documents are.',
  )
}

async function redrawn(upload: Buffer, kind: 'png' | 'jpeg' | 'webp' | 'gif'): Promise<Buffer> {
  try {
    const options = { limitInputPixels: MAX_PIXELS, failOn: 'error' } as const
    const { width, height, pages = 1 } = await sharp(upload, options).metadata()
    if (width * height * pages > MAX_PIXELS_OF_ALL_FRAMES) throw new Error('too many pixels')
    const isAnimated = pages > 1 && (kind === 'gif' || kind === 'webp')
    const drawing = isAnimated
      ? sharp(upload, { ...options, limitInputPixels: MAX_PIXELS_OF_ALL_FRAMES, animated: true })
      : sharp(upload, options).autoOrient()
    return await drawing
      .timeout({ seconds: 20 })
      .resize(MAX_SIDE, MAX_SIDE, { fit: 'inside', withoutEnlargement: true })
      .toFormat(kind)
      .toBuffer()
  } catch {
    throw invalid('/file', 'The picture cannot be read, or has more than 40 million pixels.', 'picture')
  }
}
