/** The small flows that show how chats move: through steps and flows, by waits, and by the ways in. */
import type { Step } from '../blocks/blocks.ts'
import type { Scripted } from './scripted.ts'

const say = (text: string, next?: string) => ({ block: 'say', text, ...(next && { next }) }) as const
const ask = (text: string, next?: string) =>
  ({ block: 'ask', text, kind: 'text', maxTries: 3, ...(next && { next }) }) as const
const call = (flow: string, next?: string): Step => ({
  block: 'call-flow',
  flow,
  inputs: [],
  save: [],
  ...(next && { next }),
})

export const MOVING: Readonly<Record<string, Scripted>> = {
  jump: {
    main: {
      start: 'hello',
      steps: {
        hello: say('Hello.', 'jump'),
        jump: { block: 'jump', to: 'ask' },
        ask: ask('More?', 'over'),
        over: { block: 'jump', flow: 'other' },
        never: say('Never said.'),
      },
    },
    others: { other: { start: 'in', steps: { in: ask('Now in another flow. Well?', 'end'), end: say('The end.') } } },
  },
  'call-flow': {
    main: {
      start: 'call',
      steps: {
        call: {
          block: 'call-flow',
          flow: 'pick',
          inputs: [
            { name: 'what', value: 'a colour' },
            { name: 'offers', value: '{{offers}}' },
          ],
          save: [
            { name: 'picked', field: 'colour' },
            { name: 'offers', field: 'again' },
            { name: 'missing', field: 'missing' },
          ],
          next: 'tell',
        },
        tell: say('You picked {{colour}} of {{again.length}}. Inputs here: [{{input.what}}]'),
      },
    },
    others: {
      pick: {
        start: 'ask',
        steps: {
          ask: ask('Pick {{input.what}}: {{input.offers}}', 'deeper'),
          deeper: call('thank', 'back'),
          back: {
            block: 'return',
            outputs: [
              { name: 'picked', value: '{{LAST_INPUT | lower}}' },
              { name: 'offers', value: '{{input.offers}}' },
            ],
          },
        },
      },
      thank: { start: 'say', steps: { say: say('Thank you. [{{input.what}}]') } },
    },
  },
  mutual: {
    main: { start: 'call', steps: { call: call('main') } },
  },
  'mutual-jumps': {
    main: { start: 'jump', steps: { jump: { block: 'jump', flow: 'other' } } },
    others: { other: { start: 'jump', steps: { jump: { block: 'jump', flow: 'main' } } } },
  },
  'missing-flow': { main: { start: 'call', steps: { call: call('gone', 'say'), say: say('Never said.') } } },
  wait: {
    main: {
      start: 'wait',
      steps: {
        wait: { block: 'wait', kind: 'for', for: { amount: 2, unit: 'days' }, next: 'later', interrupted: 'sooner' },
        later: say('Two days later.', 'patient'),
        sooner: say('You wrote {{LAST_INPUT}} meanwhile.', 'patient'),
        patient: { block: 'wait', kind: 'for', for: { amount: 10, unit: 'minutes' }, next: 'done' },
        done: say('Done. You said {{LAST_INPUT}}.'),
      },
    },
  },
  'wait-until': {
    main: {
      start: 'wait',
      steps: { wait: { block: 'wait', kind: 'until', at: '{{at}}', next: 'now' }, now: say('{{BOT_CURRENT_TIME}}') },
    },
  },
  'wait-open': {
    main: {
      start: 'wait',
      steps: { wait: { block: 'wait', kind: 'open', next: 'open' }, open: say('Open at {{BOT_CURRENT_DATETIME}}.') },
    },
  },
  entries: {
    main: {
      start: 'menu',
      entries: [
        { id: 'welcome', kind: 'welcome', to: 'welcome' },
        { id: 'fallback', kind: 'default-reply', to: 'fallback' },
        { id: 'stop', kind: 'keyword', match: 'exact', words: ['stop'], always: true, to: 'stopped' },
        { id: 'price', kind: 'keyword', match: 'contains', words: ['price'], always: false, to: 'price' },
        { id: 'bomb', kind: 'keyword', match: 'pattern', words: ['^(a+)+$'], always: false, to: 'price' },
        { id: 'summer', kind: 'ref', ref: 'summer', to: 'summer' },
        { id: 'paid', kind: 'webhook', to: 'paid' },
        { id: 'monday', kind: 'schedule', when: { kind: 'weekly', days: ['monday'], time: '09:00' } },
      ],
      steps: {
        menu: ask('What can I do for you?', 'got'),
        got: say('Got {{LAST_INPUT}}.'),
        welcome: say('Welcome!', 'menu'),
        fallback: say('I did not understand “{{LAST_INPUT}}”.'),
        stopped: say('Stopped.'),
        price: say('It costs 5.'),
        summer: say('The summer offer.'),
        paid: say('Paid: {{event.amount | number: 2}} {{event.currency}}[{{event.items.1.name}}]', 'once-more'),
        'once-more': ask('Anything else?', 'memory'),
        memory: say('Amount was {{event.amount}}.'),
      },
    },
  },
}
