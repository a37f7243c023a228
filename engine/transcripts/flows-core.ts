/** The small flows that show the first blocks and the traps of the engine. */
import type { Flow } from '../flow.ts'

export const CORE: Readonly<Record<string, Flow>> = {
  say: {
    start: 'hello',
    steps: {
      hello: { block: 'say', text: 'Hello {{USER_FIRST_NAME | upper}}, on {{USER_CHANNEL}}.', next: 'plan' },
      plan: { block: 'say', text: 'Your plan: {{plan | default: "none yet"}}.\nBye!', next: 'nothing' },
      nothing: { block: 'say', text: '{{unknown}}' },
    },
  },
  text: {
    start: 'ask',
    steps: {
      ask: { block: 'ask', text: 'What is your name?', kind: 'text', field: 'name', maxTries: 3, next: 'greet' },
      greet: { block: 'say', text: 'Hello {{name}}!' },
    },
  },
  number: {
    start: 'ask',
    steps: {
      ask: {
        block: 'ask',
        text: 'How many?',
        kind: 'number',
        field: 'amount',
        maxTries: 2,
        next: 'thanks',
        otherwise: 'sorry',
      },
      thanks: { block: 'say', text: '{{amount}} it is.' },
      sorry: { block: 'say', text: 'Never mind.' },
    },
  },
  email: {
    start: 'ask',
    steps: {
      ask: {
        block: 'ask',
        text: 'Your e-mail address?',
        kind: 'email',
        field: 'email',
        retry: '{{LAST_INPUT}} is not an address.',
        maxTries: 3,
        next: 'thanks',
      },
      thanks: { block: 'say', text: 'I will write to {{email}}.' },
    },
  },
  choice: {
    start: 'first',
    steps: {
      first: {
        block: 'ask',
        text: 'Tea or coffee?',
        kind: 'choice',
        choices: [
          { id: 'tea', label: 'Tea' },
          { id: 'coffee', label: 'Coffee', next: 'milk' },
        ],
        field: 'drink',
        maxTries: 3,
        next: 'thanks',
      },
      milk: {
        block: 'ask',
        text: 'Milk in your {{drink | lower}}?',
        kind: 'choice',
        choices: [
          { id: 'yes', label: 'Yes, {{USER_FIRST_NAME}} likes milk' },
          { id: 'no', label: 'No' },
        ],
        maxTries: 3,
        next: 'thanks',
      },
      thanks: { block: 'say', text: 'One {{drink}}, coming. You said: {{LAST_INPUT}}' },
    },
  },
  decide: {
    start: 'decide',
    steps: {
      decide: {
        block: 'decide',
        when: {
          match: 'all',
          rules: [
            { name: 'plan', operator: 'is', value: 'PRO' },
            {
              match: 'any',
              rules: [
                { name: 'visits', operator: 'greater', value: '9' },
                { name: 'USER_CHANNEL', operator: 'starts-with', value: 'what' },
              ],
            },
          ],
        },
        next: 'yes',
        otherwise: 'no',
      },
      yes: { block: 'say', text: 'A friend of the house.' },
      no: { block: 'say', text: 'Welcome.' },
    },
  },
  set: {
    start: 'set',
    steps: {
      set: { block: 'set', field: 'greeting', value: 'Hi {{name}}', next: 'again' },
      again: { block: 'set', field: 'greeting', value: '{{greeting}}!', next: 'say' },
      say: { block: 'say', text: '{{greeting}}', next: 'clear' },
      clear: { block: 'set', field: 'greeting', value: null, next: 'gone' },
      gone: { block: 'say', text: 'Greeting: {{greeting | default: "gone"}}' },
    },
  },
  'hand-over': {
    start: 'ask',
    steps: {
      ask: { block: 'ask', text: 'How can we help?', kind: 'text', maxTries: 3, next: 'hand-over' },
      'hand-over': { block: 'hand-over', text: 'One moment, please.', note: 'Asked: {{LAST_INPUT}}' },
    },
  },
  end: {
    start: 'hello',
    steps: { hello: { block: 'say', text: 'That is all.', next: 'end' }, end: { block: 'end' } },
  },
  loop: {
    start: 'left',
    steps: {
      left: {
        block: 'decide',
        when: { match: 'all', rules: [{ name: 'name', operator: 'is-empty' }] },
        next: 'right',
        otherwise: 'done',
      },
      right: {
        block: 'decide',
        when: { match: 'any', rules: [{ name: 'name', operator: 'is-empty' }] },
        next: 'left',
        otherwise: 'done',
      },
      done: { block: 'say', text: 'Out of the circle.' },
    },
  },
  'missing-step': { start: 'hello', steps: { hello: { block: 'say', text: 'Hello', next: 'constructor' } } },
  clock: {
    start: 'clock',
    steps: {
      clock: {
        block: 'say',
        text: '{{BOT_CURRENT_WEEKDAY}} {{BOT_CURRENT_DATE}} {{BOT_CURRENT_TIME}} in {{BOT_TIMEZONE}}',
        next: 'parts',
      },
      parts: {
        block: 'say',
        text: '{{BOT_CURRENT_HOUR}} h {{BOT_CURRENT_MINUTE}} min, {{BOT_CURRENT_DATETIME}}, {{BOT_CURRENT_TIMESTAMP}}',
      },
    },
  },
  injection: {
    start: 'ask',
    steps: {
      ask: { block: 'ask', text: 'Your name?', kind: 'text', field: 'name', maxTries: 3, next: 'copy' },
      copy: { block: 'set', field: 'copy', value: '{{name}}', next: 'echo' },
      echo: { block: 'say', text: 'You are {{copy}}.', next: 'traps' },
      traps: {
        block: 'say',
        text: "[{{__proto__}}] [{{constructor}}] {{constructor.constructor('return process')()}} #{7*7} <%= 7*7 %>",
      },
    },
  },
}
