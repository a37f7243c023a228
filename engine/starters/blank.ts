/** A bot that says hello. */
import type { Flow } from '../flow.ts'

export const blank: Flow = {
  start: 'hello',
  steps: {
    hello: { block: 'say', title: 'Hello', text: 'Hello! I am {{BOT_NAME}}. Nice to meet you!', next: 'end' },
    end: { block: 'end' },
  },
}
