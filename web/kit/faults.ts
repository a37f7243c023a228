/** The API's field faults in the reader's language, by their code. */
import type { MessageDescriptor } from '@lingui/core'
import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { FieldFault } from '../problem.ts'

const WORDS: Record<string, MessageDescriptor> = {
  'common-password': msg`This is one of the passwords that are guessed first. Choose another.`,
  'name-differs': msg`Type the name exactly as shown.`,
  too_big: msg`This is too long.`,
  too_small: msg`This is too short.`,
  invalid_format: msg`This is not in the right format.`,
}

/** A sentence for under the field; a code we have no words for keeps the server's own. */
export function faultWords({ code, message }: FieldFault): string {
  const words = WORDS[code ?? '']
  return words ? i18n._(words) : message
}
