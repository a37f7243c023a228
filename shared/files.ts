/** Files that people upload: to a flow, to an answer, or as visitors of the web chat. */
import { z } from 'zod'
import { MEDIA } from './messages.ts'
import { Paging, pageOf } from './paging.ts'
import { Id, Instant } from './text.ts'

/** The most that one file may have, in bytes. */
export const FILE_LIMIT = 10_000_000

export const StoredFile = z.object({
  id: Id,
  name: z.string(),
  mime: z.string(),
  /** how it can be shown: as picture, film or sound, else as a file to open */
  kind: z.enum(MEDIA),
  /** in bytes */
  size: z.number().int(),
  /** its address, open to everyone who knows it; it cannot be guessed */
  url: z.string(),
  addedBy: z.object({ kind: z.enum(['member', 'contact']), name: z.string() }),
  createdAt: Instant,
})
export type StoredFile = z.output<typeof StoredFile>
export const FilePage = pageOf(StoredFile)

/** `by`: what the team added, or what visitors sent. */
export const FileQuery = Paging.extend({
  kind: z.enum(MEDIA).optional(),
  by: z.enum(['member', 'contact']).default('member'),
})
export type FileQuery = z.output<typeof FileQuery>

/** What a visitor gets to know of the own upload, to send it as a message. */
export const SentFile = StoredFile.pick({ url: true, name: true, mime: true, size: true })
export type SentFile = z.output<typeof SentFile>
