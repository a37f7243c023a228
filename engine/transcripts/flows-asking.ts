/** The small flows that show each kind of answer a question can ask for. */
import type { AskStep } from '../asks/ask-step.ts'
import type { Scripted } from './scripted.ts'

export const ASKING: Readonly<Record<string, Scripted>> = {
  'ask-length': asking({ kind: 'text', least: 3, most: 5 }),
  'ask-pattern': asking({ kind: 'text', pattern: '^[a-z]{2}-\\d{3}$', retry: 'Such as AB-123, please.' }),
  'ask-bomb': asking({ kind: 'text', pattern: '(a+)+$' }),
  'ask-between': asking({ kind: 'number', min: '1', max: '{{seats | default: "8"}}' }),
  'ask-phone': asking({ kind: 'phone', country: 'DE' }),
  'ask-phone-abroad': asking({ kind: 'phone' }),
  'ask-url': asking({ kind: 'url' }),
  'ask-date': asking({ kind: 'date', maxTries: 10 }),
  'ask-date-limits': asking({ kind: 'date', order: 'mdy', min: '{{BOT_CURRENT_DATE}}', max: '2026-12-31' }),
  'ask-time': asking({ kind: 'time', min: '09:00', max: '18:30', maxTries: 10 }),
  'ask-datetime': asking({ kind: 'datetime', maxTries: 10 }),
  'ask-datetime-limits': asking({ kind: 'datetime', min: '{{BOT_CURRENT_DATETIME}}' }),
  'ask-many': asking({ kind: 'many', least: 1, most: 2, choices: drinks(), maxTries: 10 }),
  'ask-yes-no': {
    main: {
      start: 'ask',
      steps: {
        ask: {
          block: 'ask',
          text: 'Milk?',
          kind: 'yes-no',
          choices: [
            { id: 'yes', label: 'Yes please', next: 'milk' },
            { id: 'no', label: 'No' },
          ],
          field: 'answer',
          maxTries: 10,
          next: 'black',
        },
        milk: { block: 'say', text: 'With milk ({{answer}}).' },
        black: { block: 'say', text: 'Black ({{answer}}).' },
      },
    },
  },
  'ask-rating': asking({ kind: 'rating', most: 5, maxTries: 10 }),
  'ask-file': asking({ kind: 'file' }),
  'ask-location': asking({ kind: 'location', maxTries: 10 }),
  'ask-skip': {
    main: {
      start: 'ask',
      steps: {
        ask: {
          block: 'ask',
          text: 'Your phone number?',
          kind: 'phone',
          skip: 'Rather not',
          field: 'answer',
          maxTries: 2,
          next: 'thanks',
          skipped: 'fine',
        },
        thanks: { block: 'say', text: 'Thanks.' },
        fine: { block: 'say', text: 'That is fine: {{answer | default: "nothing kept"}}.' },
      },
    },
  },
  'ask-timeout': {
    main: {
      start: 'ask',
      steps: {
        ask: {
          block: 'ask',
          text: 'Still there?',
          kind: 'number',
          maxTries: 3,
          timeout: { after: { amount: 2, unit: 'minutes' }, to: 'late' },
          next: 'thanks',
        },
        thanks: { block: 'say', text: 'Thanks.' },
        late: { block: 'say', text: 'Write again whenever you like.' },
      },
    },
  },
}

function asking(step: Omit<AskStep, 'block' | 'text' | 'maxTries'> & { maxTries?: number }): Scripted {
  return {
    main: {
      start: 'ask',
      steps: {
        ask: { block: 'ask', text: 'Well?', maxTries: 3, field: 'answer', next: 'thanks', otherwise: 'sorry', ...step },
        thanks: { block: 'say', text: 'Kept: {{answer}}' },
        sorry: { block: 'say', text: 'Never mind.' },
      },
    },
  }
}

function drinks(): AskStep['choices'] {
  return [
    { id: 'tea', label: 'Tea' },
    { id: 'coffee', label: 'Coffee' },
    { id: 'rum', label: 'Rum and coke' },
  ]
}
