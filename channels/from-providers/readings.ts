/** Texts and times of providers as we keep them. */
import { CAPTION_LIMIT, cutText, LABEL_LIMIT, plainText, TEXT_LIMIT } from '../../shared/messages.ts'

const MOST_OF_A_BODY = 1_000_000

/** What somebody wrote, cut to what is kept of it. */
export const SaidText = cutTo(TEXT_LIMIT)
/** What was written beside a file. */
export const Caption = cutTo(CAPTION_LIMIT)
/** A person's name, or a file's. */
export const Name = cutTo(200)
/** What stood on a button. */
export const Label = cutTo(LABEL_LIMIT)

/** An instant of a number of milliseconds; undefined where the number is none. */
export function instantOf(ms: number | undefined): string | undefined {
  if (ms === undefined) return undefined
  const date = new Date(ms)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** The body as JSON; undefined where it is none. */
export function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}

function cutTo(limit: number) {
  return plainText(MOST_OF_A_BODY).transform((text) => cutText(text, limit))
}
