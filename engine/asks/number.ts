/** A number, in digits. */
import { type AskKind, readingWords } from './ask-kind.ts'
import { checkLimits, limitsInWords, readyLimits } from './limits.ts'

export const number: AskKind = {
  kind: 'number',
  label: 'Number',
  description: 'Asks for a number',
  icon: 'number-123',
  parts: { min: 'Not below', max: 'Not above' },
  check: (step) => checkLimits(step, readNumber),
  ready(step) {
    const isWithin = readyLimits(step, readNumber)
    const limits = limitsInWords(step)
    const retry = limits ? `Please answer with a number${limits}.` : 'Please answer with a number, such as 12.'
    return readingWords(retry, { kind: 'number' }, (words, turn) => {
      const value = readNumber(words)
      return value !== undefined && isWithin(value, turn) ? value : undefined
    })
  },
}

// '1,000' is a thousand to some and one to others, so it is asked again
function readNumber(said: string): number | undefined {
  return NUMBER.test(said) ? Number(said.replace(',', '.')) : undefined
}

const NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,15}|,(?:\d{1,2}|\d{4,15}))?$/
