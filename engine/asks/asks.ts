/** The kinds of answers a question can ask for: a new kind is a file beside this one, a line in the list, and a name in the step. */
import type { AskKind } from './ask-kind.ts'
import type { AskStep } from './ask-step.ts'
import { choice } from './choice.ts'
import { date } from './date.ts'
import { datetime } from './datetime.ts'
import { email } from './email.ts'
import { file } from './file.ts'
import { location } from './location.ts'
import { many } from './many.ts'
import { number } from './number.ts'
import { phone } from './phone.ts'
import { rating } from './rating.ts'
import { text } from './text.ts'
import { time } from './time.ts'
import { url } from './url.ts'
import { yesNo } from './yes-no.ts'

/** In the order of the palette. */
export const ASKS: readonly AskKind[] = [
  text,
  choice,
  many,
  yesNo,
  number,
  email,
  phone,
  url,
  date,
  time,
  datetime,
  rating,
  file,
  location,
]

export function askKindOf({ kind }: Pick<AskStep, 'kind'>): AskKind {
  const known = BY_KIND.get(kind)
  if (!known) throw new Error(`No kind of answer is named ${kind}`)
  return known
}

const BY_KIND = new Map(ASKS.map((each) => [each.kind, each]))
