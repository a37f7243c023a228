/** Greets by the time of day, learns who is there and what they need, and hands over to the team. */
import type { Flow } from '../flow.ts'

export const welcome: Flow = {
  start: 'is-known',
  steps: {
    'is-known': {
      block: 'decide',
      when: { match: 'all', rules: [{ name: 'email', operator: 'is-set' }] },
      next: 'welcome-back',
      otherwise: 'is-morning',
    },
    'welcome-back': {
      block: 'say',
      text: 'Welcome back, {{name | default: "friend"}}, good to see you again!',
      next: 'ask-need',
    },
    'is-morning': {
      block: 'decide',
      when: { match: 'all', rules: [{ name: 'BOT_CURRENT_HOUR', operator: 'less', value: '12' }] },
      next: 'good-morning',
      otherwise: 'is-afternoon',
    },
    'is-afternoon': {
      block: 'decide',
      when: { match: 'all', rules: [{ name: 'BOT_CURRENT_HOUR', operator: 'less', value: '18' }] },
      next: 'good-afternoon',
      otherwise: 'good-evening',
    },
    'good-morning': { block: 'say', text: 'Good morning, and welcome to {{WORKSPACE_NAME}}!', next: 'ask-name' },
    'good-afternoon': { block: 'say', text: 'Good afternoon, and welcome to {{WORKSPACE_NAME}}!', next: 'ask-name' },
    'good-evening': { block: 'say', text: 'Good evening, and welcome to {{WORKSPACE_NAME}}!', next: 'ask-name' },
    'ask-name': {
      block: 'ask',
      text: 'I am {{BOT_NAME}}. What may I call you?',
      kind: 'text',
      field: 'name',
      retry: 'Just your first name will do.',
      maxTries: 2,
      next: 'ask-email',
    },
    'ask-email': {
      block: 'ask',
      text: 'Nice to meet you, {{name | default: "friend"}}! Which e-mail address can we reach you at?',
      kind: 'email',
      field: 'email',
      retry: 'Hm, that does not look like an e-mail address. Could you check it? It should look like ann@example.com.',
      maxTries: 3,
      next: 'ask-need',
      otherwise: 'no-email',
    },
    'no-email': { block: 'say', text: 'No problem, we can simply talk here.', next: 'ask-need' },
    'ask-need': {
      block: 'ask',
      text: 'What brings you here today?',
      kind: 'choice',
      choices: [
        { id: 'offer', label: 'I would like an offer' },
        { id: 'product', label: 'A question about a product' },
        { id: 'order', label: 'Help with an order' },
        { id: 'look', label: 'Just looking around', next: 'just-looking' },
      ],
      field: 'need',
      retry: 'Please pick the one that fits best.',
      maxTries: 2,
      next: 'ask-details',
    },
    'ask-details': {
      block: 'ask',
      text: 'Got it. Tell me a little more, so that the right person can answer you.',
      kind: 'text',
      field: 'details',
      maxTries: 2,
      next: 'is-open',
    },
    'is-open': {
      block: 'decide',
      when: {
        match: 'all',
        rules: [
          { name: 'BOT_CURRENT_WEEKDAY', operator: 'is-not', value: 'Saturday' },
          { name: 'BOT_CURRENT_WEEKDAY', operator: 'is-not', value: 'Sunday' },
          { name: 'BOT_CURRENT_HOUR', operator: 'at-least', value: '9' },
          { name: 'BOT_CURRENT_HOUR', operator: 'less', value: '18' },
        ],
      },
      next: 'to-team-now',
      otherwise: 'to-team-later',
    },
    'to-team-now': {
      block: 'hand-over',
      text: 'Thank you, {{name | default: "friend"}}! A colleague will be with you in a few minutes.',
      note: '{{need | default: "Unclear need"}}: {{details | default: "no details"}}',
    },
    'to-team-later': {
      block: 'hand-over',
      text: 'Thank you, {{name | default: "friend"}}! It is {{BOT_CURRENT_TIME}} here and our team has gone home. We will answer on the next working day from 9:00.',
      note: '{{need | default: "Unclear need"}}: {{details | default: "no details"}}',
    },
    'just-looking': {
      block: 'say',
      text: 'Of course, take your time! Write to me whenever you have a question.',
      next: 'end',
    },
    end: { block: 'end' },
  },
}
