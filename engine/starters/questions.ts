/** Answers the questions people ask most, lets a language model answer others, and brings in a person for the rest. */
import type { Flow } from '../flow.ts'
import { mentioned, PERSON, said } from './keywords.ts'

const SYSTEM = `You answer customers of {{WORKSPACE_NAME}} in a chat. Your name is {{BOT_NAME}}.

What you know:
{{bot.knowledge | default: "Nothing yet."}}

How you answer:
- Only from what you know above. Never guess prices, dates, stock or promises.
- In the language of the question, in two or three short, friendly sentences, without headings or lists.
- If what you know does not answer the question, or somebody is upset or asks for a person, say that it is not known; a colleague takes over then.
- It is now {{BOT_CURRENT_WEEKDAY}}, {{BOT_CURRENT_DATE}}, {{BOT_CURRENT_TIME}}.`

export const KNOWLEDGE = `Opening hours: Monday to Friday from 9:00 to 18:00.
Shipping: orders placed before 14:00 leave on the same working day and take two to three days. A tracking link comes by e-mail. Shipping costs 4.90, from 50 it is free.
Returns: within 30 days, unused and in the box. The money is back within five working days.
Payment: card, PayPal or bank transfer.`

export const questions: Flow = {
  start: 'hello',
  entries: [
    { kind: 'welcome', id: 'first-visit', to: 'hello' },
    said('menu', 'menu', ['menu', 'start over', 'back']),
    said('person', 'to-team', PERSON),
    mentioned('hours', 'hours', ['opening hours', 'open today', 'when are you open', 'closing time']),
    mentioned('returns', 'returns', ['return', 'returns', 'refund', 'send back', 'money back']),
    mentioned('payment', 'payment', ['payment', 'pay', 'paypal', 'credit card', 'bank transfer']),
    mentioned('shipping', 'shipping', ['shipping', 'delivery time', 'how long does delivery take']),
  ],
  steps: {
    hello: { block: 'say', title: 'Hello', text: 'Hello! I am {{BOT_NAME}} of {{WORKSPACE_NAME}}.', next: 'menu' },
    menu: {
      block: 'ask',
      title: 'Menu',
      text: 'What would you like to know? Pick a topic, or simply ask in your own words.',
      kind: 'choice',
      choices: [
        { id: 'hours', label: 'Opening hours', next: 'hours' },
        { id: 'shipping', label: 'Shipping', next: 'shipping' },
        { id: 'returns', label: 'Returns', next: 'returns' },
        { id: 'payment', label: 'Payment', next: 'payment' },
        { id: 'person', label: 'Talk to a person', next: 'to-team' },
      ],
      field: 'last_question',
      maxTries: 1,
      otherwise: 'keep-question',
    },
    hours: {
      block: 'say',
      title: 'Opening hours',
      text: 'We are here Monday to Friday from 9:00 to 18:00. Right now it is {{BOT_CURRENT_WEEKDAY}}, {{BOT_CURRENT_TIME}}, at our place.',
      next: 'did-it-help',
    },
    shipping: {
      block: 'say',
      title: 'Shipping',
      text: 'Orders placed before 14:00 leave on the same working day and take two to three days. You get a tracking link by e-mail as soon as yours is on its way.',
      next: 'did-it-help',
    },
    returns: {
      block: 'say',
      title: 'Returns',
      text: 'You can send anything back within 30 days, unused and in its box. The money is with you within five working days after it has reached us.',
      next: 'did-it-help',
    },
    payment: {
      block: 'say',
      title: 'Payment',
      text: 'You can pay by card, PayPal or bank transfer. With a bank transfer, we ship as soon as the money has arrived.',
      next: 'did-it-help',
    },
    'keep-question': {
      block: 'set',
      title: 'Keep the question',
      field: 'last_question',
      value: '{{LAST_INPUT}}',
      next: 'answer',
    },
    answer: {
      block: 'ai',
      title: 'Let the AI answer',
      system: SYSTEM,
      prompt: '{{last_question}}',
      history: 6,
      maxTokens: 400,
      temperature: 0.2,
      say: false,
      field: 'answer',
      tools: [],
      fields: [
        {
          name: 'known',
          description: 'yes where the answer is in what you know, no where it is not',
          field: 'answer_known',
        },
      ],
      next: 'has-answer',
      failed: 'not-understood',
    },
    'has-answer': {
      block: 'decide',
      title: 'Is there an answer?',
      when: {
        match: 'any',
        rules: [
          { name: 'answer', operator: 'is-empty' },
          { name: 'answer_known', operator: 'one-of', value: 'no, false' },
        ],
      },
      next: 'not-understood',
      otherwise: 'say-answer',
    },
    'say-answer': { block: 'say', title: 'Answer of the AI', text: '{{answer}}', next: 'did-it-help' },
    'did-it-help': {
      block: 'ask',
      title: 'Did it help?',
      text: 'Does that answer your question?',
      kind: 'choice',
      choices: [
        { id: 'yes', label: 'Yes, thank you', next: 'goodbye' },
        { id: 'more', label: 'I have another question', next: 'menu' },
        { id: 'person', label: 'Talk to a person', next: 'to-team' },
      ],
      maxTries: 1,
      timeout: { after: { amount: 1, unit: 'hours' }, to: 'end' },
      otherwise: 'keep-question',
    },
    goodbye: {
      block: 'say',
      title: 'Goodbye',
      text: 'Glad I could help. Have a lovely day!',
      next: 'end',
    },
    'not-understood': {
      block: 'hand-over',
      title: 'No answer: to the team',
      text: 'That one is for a person. I am passing you on to a colleague, who will answer you right here.',
      note: 'The bot had no answer to: {{last_question}}',
    },
    'to-team': {
      block: 'hand-over',
      title: 'Talk to a person',
      text: 'Gladly. A colleague will answer you right here, usually within the hour while we are open.',
      note: 'Wants to talk to a person. Last question: {{last_question | default: "none"}}',
    },
    end: { block: 'end' },
  },
}
