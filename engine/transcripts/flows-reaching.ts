/** The small flows that show the blocks which reach out to the world. */
import type { Scripted } from './scripted.ts'

const say = (text: string, next?: string) => ({ block: 'say', text, ...(next && { next }) }) as const

export const REACHING: Readonly<Record<string, Scripted>> = {
  http: {
    main: {
      start: 'ask',
      steps: {
        ask: { block: 'ask', text: 'Which order?', kind: 'text', field: 'order', maxTries: 3, next: 'get' },
        get: {
          block: 'http',
          method: 'POST',
          url: 'https://shop.example/orders/{{order}}?by={{USER_NAME}}',
          headers: [
            { name: 'authorization', value: 'Bearer {{secret.SHOP}}' },
            { name: 'x-order', value: '{{order}}' },
          ],
          body: { kind: 'json', text: '{"order": "{{order}}", "tags": {{USER_TAGS}}, "plain": {{order}}}' },
          timeoutSeconds: 5,
          retries: 1,
          save: [
            { path: 'data.items.0.name', field: 'item' },
            { path: 'status', field: 'status' },
            { path: 'headers.ETag', field: 'bot.etag' },
          ],
          next: 'tell',
          failed: 'failed',
          timeout: 'slow',
        },
        tell: say('It is {{item}}, {{status}}, {{bot.etag}}.'),
        failed: say('That failed with {{status | default: "no answer"}}.'),
        slow: say('The shop is slow today.'),
      },
    },
  },
  'http-forms': {
    main: {
      start: 'form',
      steps: {
        form: {
          block: 'http',
          method: 'PUT',
          url: '{{base}}/things',
          headers: [],
          body: { kind: 'form', parts: [{ name: 'words', value: '{{words}}' }] },
          timeoutSeconds: 5,
          retries: 0,
          save: [],
          next: 'text',
        },
        text: {
          block: 'http',
          method: 'PATCH',
          url: '{{base}}',
          headers: [],
          body: { kind: 'text', text: 'Said {{words}} {{secret.KEY}}' },
          timeoutSeconds: 5,
          retries: 0,
          save: [],
          next: 'done',
        },
        done: say('Done.'),
      },
    },
  },
  integration: {
    main: {
      start: 'add',
      steps: {
        add: {
          block: 'integration',
          integration: 'sheets',
          action: 'add-row',
          input: { sheet: 'Orders', cells: ['{{USER_NAME}}', '{{visits}}', { note: 'by {{BOT_NAME}}' }], append: true },
          save: [{ path: 'data.row', field: 'row' }],
          next: 'done',
          failed: 'failed',
        },
        done: say('Row {{row}}.'),
        failed: say('No row.'),
      },
    },
  },
  code: {
    main: {
      start: 'code',
      steps: {
        code: {
          block: 'code',
          source: 'return { words: input.text.split(" ").length, all: input.list }',
          input: [
            { name: 'text', value: 'Hello {{USER_NAME}}' },
            { name: 'list', value: '{{list}}' },
          ],
          save: [
            { path: 'data.words', field: 'words' },
            { path: 'data.all.length', field: 'length' },
            { path: 'data.__proto__.x', field: 'nothing' },
          ],
          next: 'done',
          failed: 'failed',
        },
        done: say('{{words}} words, {{length}} parts.'),
        failed: say('The code failed.'),
      },
    },
  },
  ai: {
    main: {
      start: 'ai',
      steps: {
        ai: {
          block: 'ai',
          system: 'You help at {{WORKSPACE_NAME}}.',
          prompt: '{{LAST_INPUT}}',
          history: 5,
          maxTokens: 200,
          say: true,
          field: 'answer',
          tools: [
            {
              name: 'find_order',
              description: 'Finds an order',
              flow: 'find',
              inputs: [{ name: 'number', description: 'Of the order' }],
            },
          ],
          fields: [{ name: 'mood', description: 'How the person feels', field: 'mood' }],
          next: 'done',
          failed: 'failed',
        },
        done: say('(mood: {{mood}})'),
        failed: say('I cannot answer now.'),
      },
    },
    others: {
      find: {
        start: 'ask',
        steps: {
          ask: {
            block: 'ask',
            text: 'Your postcode for {{input.number}}?',
            kind: 'text',
            field: 'postcode',
            maxTries: 3,
            next: 'back',
          },
          back: {
            block: 'return',
            outputs: [
              { name: 'state', value: 'sent to {{postcode}}' },
              { name: 'number', value: '{{input.number}}' },
            ],
          },
        },
      },
    },
  },
}
