/** A phone number, kept as +4930123456; without a country of its own it is one of the step's country. */
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Fault } from '../block.ts'
import { type AskKind, readingWords } from './ask-kind.ts'
import type { AskStep } from './ask-step.ts'

const RETRY = 'That does not look like a phone number. Please try again, such as +49 30 1234567.'

export const phone: AskKind = {
  kind: 'phone',
  label: 'Phone number',
  description: 'Asks for a phone number and checks it',
  icon: 'phone',
  parts: { country: 'Country of numbers without one' },
  check: checkCountry,
  ready: ({ country }) => readingWords(RETRY, { kind: 'phone' }, (words) => readPhone(words, country)),
}

function readPhone(words: string, country: string | undefined): string | undefined {
  if (words.length > 40) return undefined
  const home = country !== undefined && isSupportedCountry(country) ? country : undefined
  const international = home === undefined ? words.replace(/^00/, '+') : words
  const read = parsePhoneNumberFromString(international, {
    ...(home && { defaultCountry: home }),
    extract: false,
  })
  // an extension is no part of a number that can be written to
  return read?.isValid() && read.ext === undefined ? read.number : undefined
}

function checkCountry({ country }: AskStep): Fault[] {
  if (country === undefined || isSupportedCountry(country)) return []
  const message = 'No country with phone numbers has this code.'
  return [{ severity: 'error', code: 'wrong-country', message, part: 'country' }]
}
