/** The small flows that show the blocks which decide and do. */
import type { Flow } from '../flow.ts'
import type { Scripted } from './scripted.ts'

const say = (text: string, next?: string) => ({ block: 'say', text, ...(next && { next }) }) as const

const flows: Readonly<Record<string, Flow>> = {
  conditions: {
    start: 'decide',
    steps: {
      decide: {
        block: 'decide',
        when: {
          match: 'all',
          rules: [
            { name: 'USER_TAGS', operator: 'has-tag', value: 'vip' },
            { name: 'BOT_IS_BUSINESS_HOURS', operator: 'is-true' },
            { name: 'order.items', operator: 'longer-than', value: '1' },
            { name: 'born', operator: 'before', value: '2008-07-01' },
            { name: 'seen', operator: 'within-last', span: { amount: 2, unit: 'days' } },
            { name: 'visits', operator: 'between', value: '2', to: '9' },
            { name: 'word', operator: 'matches', value: '^(a+)+$' },
          ],
        },
        next: 'yes',
        otherwise: 'no',
      },
      yes: say('All of it.'),
      no: say('Not all of it.'),
    },
  },
  switch: {
    start: 'ask',
    steps: {
      ask: { block: 'ask', text: 'Which plan?', kind: 'text', maxTries: 3, next: 'switch' },
      switch: {
        block: 'switch',
        value: '{{LAST_INPUT | trim}}',
        cases: [
          { id: 'pro', is: 'Pro', next: 'pro' },
          { id: 'own', is: '{{own_plan}}', next: 'own' },
          { id: 'seven', is: '7', next: 'seven' },
        ],
        otherwise: 'other',
      },
      pro: say('The big one.'),
      own: say('The one you have.'),
      seven: say('The seventh.'),
      other: say('I do not know {{LAST_INPUT}}.'),
    },
  },
  split: {
    start: 'split',
    steps: {
      split: {
        block: 'split',
        parts: [
          { id: 'a', label: 'A', weight: 50, next: 'a' },
          { id: 'b', label: 'B', weight: 50, next: 'b' },
        ],
      },
      a: say('Way A.'),
      b: say('Way B.'),
    },
  },
  hours: {
    start: 'own',
    steps: {
      own: { block: 'hours', hours: 'workspace', next: 'open', otherwise: 'closed' },
      open: say('We are open.', 'kitchen'),
      closed: say('We are closed.', 'kitchen'),
      kitchen: {
        block: 'hours',
        hours: {
          week: { wednesday: [{ from: '11:00', to: '14:00' }] },
          holidays: [{ date: '2026-07-08', name: 'Inventory', spans: [] }],
        },
        next: 'cooks',
        otherwise: 'cold',
      },
      cooks: say('The kitchen cooks.'),
      cold: say('The kitchen is cold.'),
    },
  },
  compute: {
    start: 'total',
    steps: {
      total: { block: 'compute', field: 'total', formula: 'round(price * amount * 1.19, 2)', next: 'count' },
      count: { block: 'compute', field: 'bot.orders', formula: 'bot.orders + 1', next: 'due' },
      due: { block: 'compute', field: 'due', formula: 'date_add(today(), 14)', next: 'zero' },
      zero: { block: 'compute', field: 'total', formula: 'total / nothing', next: 'evil' },
      evil: { block: 'compute', field: 'evil', formula: 'total.constructor.constructor', next: 'say' },
      say: say('{{total}} until {{due | date: "d MMMM yyyy"}}, order {{bot.orders}}.'),
    },
  },
  'typed-set': {
    start: 'copy',
    steps: {
      copy: { block: 'set', field: 'copy', value: '{{order.items}}', next: 'first' },
      first: { block: 'set', field: 'first', value: '{{copy.0.name}}', next: 'number' },
      number: { block: 'set', field: 'number', value: '{{visits}}', next: 'text' },
      text: { block: 'set', field: 'text', value: '12', next: 'filtered' },
      filtered: { block: 'set', field: 'filtered', value: '{{visits | round}}', next: 'shared' },
      shared: { block: 'set', field: 'bot.motto', value: 'Hi {{first}}', next: 'gone' },
      gone: { block: 'set', field: 'text', value: '{{nothing}}', next: 'say' },
      say: say('{{bot.motto}}, {{copy.length}} of {{number}}{{user.text}}'),
    },
  },
  deeds: {
    start: 'tag',
    steps: {
      tag: { block: 'tag', change: 'add', tag: 'vip', next: 'again' },
      again: { block: 'tag', change: 'add', tag: 'vip', next: 'off' },
      off: { block: 'tag', change: 'remove', tag: 'new', next: 'unsubscribe' },
      unsubscribe: { block: 'subscribe', change: 'unsubscribe', next: 'tell' },
      tell: say('Tags: {{USER_TAGS}}. Subscribed: {{USER_SUBSCRIBED}}', 'assign'),
      assign: { block: 'assign', to: 'in-turn', next: 'to-mia' },
      'to-mia': { block: 'assign', to: { memberId: 'mia' }, next: 'notify' },
      notify: { block: 'notify', to: 'assignee', text: '{{USER_NAME}} wants you.', next: 'track' },
      track: {
        block: 'track',
        name: 'asked',
        data: [
          { name: 'amount', value: '{{amount}}' },
          { name: 'note', value: 'for {{USER_FIRST_NAME}}' },
        ],
        next: 'open',
      },
      open: { block: 'conversation', change: 'open', next: 'resolve' },
      resolve: { block: 'conversation', change: 'resolve', next: 'subscribe' },
      subscribe: { block: 'subscribe', change: 'subscribe' },
    },
  },
  mail: {
    start: 'ask',
    steps: {
      ask: { block: 'ask', text: 'Subject?', kind: 'text', field: 'subject', maxTries: 3, next: 'mail' },
      mail: { block: 'mail', to: '{{to}}', subject: 'Re: {{subject}}', text: 'You wrote:\n{{subject}}', next: 'done' },
      done: say('Done.', 'ask'),
    },
  },
  filters: {
    start: 'texts',
    steps: {
      texts: say(
        '{{name | trim | title}}, {{name | trim | capitalize}}, {{name | replace: "zoë", "Zoe" | slice: 1, 4}}',
        'numbers',
      ),
      numbers: say('{{price | number: 2}} {{price | number: 2, "de"}} {{price | round}} {{name | number}}', 'dates'),
      dates: say(
        '{{at | date: "EEEE, d MMMM yyyy HH:mm"}} / {{at | date: "dd.MM.yy h:mm a", "America/New_York"}} / {{at | time}} / {{name | date}}',
        'lists',
      ),
      lists: say(
        '{{list | first}} {{list | last}} {{list | join: " and "}} {{list | length}} {{list | slice: 1 | join: "+"}}',
        'places',
      ),
      places: say('{{evil | urlencode}} {{evil | json}} {{evil | escape}} {{secret.KEY}} {{list | default: "none"}}'),
    },
  },
}

export const DECIDING: Readonly<Record<string, Scripted>> = Object.fromEntries(
  Object.entries(flows).map(([name, main]) => [name, { main }]),
)
