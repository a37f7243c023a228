/** Answers the questions people ask most. */
import type { Flow } from '../flow.ts'

export const questions: Flow = {
  start: 'hello',
  steps: {
    hello: { block: 'say', text: 'Hello! I am {{BOT_NAME}} of {{WORKSPACE_NAME}}.', next: 'menu' },
    menu: {
      block: 'ask',
      text: 'What would you like to know?',
      kind: 'choice',
      choices: [
        { id: 'hours', label: 'Opening hours', next: 'hours' },
        { id: 'shipping', label: 'Shipping', next: 'shipping' },
        { id: 'returns', label: 'Returns', next: 'returns' },
        { id: 'payment', label: 'Payment', next: 'payment' },
        { id: 'person', label: 'Talk to a person', next: 'to-team' },
      ],
      field: 'last_question',
      retry: 'I do not have an answer to that yet. Is it one of these?',
      maxTries: 2,
      otherwise: 'not-understood',
    },
    hours: {
      block: 'say',
      text: 'We are here Monday to Friday from 9:00 to 18:00. Right now it is {{BOT_CURRENT_WEEKDAY}}, {{BOT_CURRENT_TIME}}, at our place.',
      next: 'did-it-help',
    },
    shipping: {
      block: 'say',
      text: 'Orders placed before 14:00 leave on the same working day and take two to three days. You get a tracking link by e-mail as soon as yours is on its way.',
      next: 'did-it-help',
    },
    returns: {
      block: 'say',
      text: 'You can send anything back within 30 days, unused and in its box. The money is with you within five working days after it has reached us.',
      next: 'did-it-help',
    },
    payment: {
      block: 'say',
      text: 'You can pay by card, PayPal or bank transfer. With a bank transfer, we ship as soon as the money has arrived.',
      next: 'did-it-help',
    },
    'did-it-help': {
      block: 'ask',
      text: 'Does that answer your question?',
      kind: 'choice',
      choices: [
        { id: 'yes', label: 'Yes, thank you', next: 'goodbye' },
        { id: 'more', label: 'I have another question', next: 'menu' },
        { id: 'person', label: 'Talk to a person', next: 'to-team' },
      ],
      maxTries: 2,
      otherwise: 'not-understood',
    },
    goodbye: { block: 'say', text: 'Glad I could help. Have a lovely day!', next: 'end' },
    'not-understood': {
      block: 'hand-over',
      text: 'That one is for a person. I am passing you on to a colleague, who will answer you right here.',
      note: 'The bot had no answer to: {{LAST_INPUT}}',
    },
    'to-team': {
      block: 'hand-over',
      text: 'Gladly. A colleague will answer you right here, usually within the hour while we are open.',
      note: 'Wants to talk to a person.',
    },
    end: { block: 'end' },
  },
}
