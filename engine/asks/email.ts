/** An e-mail address, kept in its one canonical form. */
import { canonicalEmail } from '../../shared/text.ts'
import { type AskKind, readingWords } from './ask-kind.ts'

const RETRY = 'That does not look like an e-mail address. Please try again, such as ann@example.com.'

export const email: AskKind = {
  kind: 'email',
  label: 'E-mail address',
  description: 'Asks for an e-mail address and checks its form',
  icon: 'mail',
  parts: {},
  check: () => [],
  ready: () =>
    readingWords(RETRY, { kind: 'email' }, (words) =>
      words.length > 320 ? undefined : (canonicalEmail(words) ?? undefined),
    ),
}
