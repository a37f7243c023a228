/** Asks for a rating and the reason, and follows up where it was low. */
import type { Flow } from '../flow.ts'

export const feedback: Flow = {
  start: 'ask-rating',
  steps: {
    'ask-rating': {
      block: 'ask',
      text: 'Thank you for choosing {{WORKSPACE_NAME}}! How did we do, from 1 (poor) to 5 (excellent)?',
      kind: 'choice',
      choices: [
        { id: 'one', label: '1' },
        { id: 'two', label: '2' },
        { id: 'three', label: '3' },
        { id: 'four', label: '4' },
        { id: 'five', label: '5' },
      ],
      field: 'rating',
      retry: 'Please give us a number from 1 to 5.',
      maxTries: 3,
      next: 'keep-date',
      otherwise: 'goodbye',
    },
    'keep-date': { block: 'set', field: 'rated_on', value: '{{BOT_CURRENT_DATE}}', next: 'is-happy' },
    'is-happy': {
      block: 'decide',
      when: { match: 'all', rules: [{ name: 'rating', operator: 'at-least', value: '4' }] },
      next: 'ask-praise',
      otherwise: 'ask-reason',
    },
    'ask-praise': {
      block: 'ask',
      text: 'That makes our day! What did you like most?',
      kind: 'text',
      field: 'feedback',
      maxTries: 2,
      next: 'thanks',
    },
    'ask-reason': {
      block: 'ask',
      text: 'We are sorry that it was not better. What went wrong?',
      kind: 'text',
      field: 'feedback',
      maxTries: 2,
      next: 'ask-contact',
    },
    'ask-contact': {
      block: 'ask',
      text: 'Thank you for being frank. May one of us talk to you about it and put it right?',
      kind: 'choice',
      choices: [
        { id: 'yes', label: 'Yes, please', next: 'to-team' },
        { id: 'no', label: 'No, thank you', next: 'goodbye' },
      ],
      maxTries: 2,
      otherwise: 'goodbye',
    },
    'to-team': {
      block: 'hand-over',
      text: 'A colleague will write to you right here. We will make it good.',
      note: 'Rated {{rating}} of 5 at {{BOT_CURRENT_TIME}}: {{feedback | default: "no reason given"}}',
    },
    thanks: { block: 'say', text: 'Wonderful, I will pass that on to the team. See you soon!', next: 'end' },
    goodbye: { block: 'say', text: 'Thank you for your time. Your words help us to get better.', next: 'end' },
    end: { block: 'end' },
  },
}
