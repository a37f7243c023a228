/** A language model under test: a service on this machine that speaks OpenAI's chat completions and says what it is told to. */
import { afterAll, beforeAll } from 'vitest'
import { type Counterpart, openOutside, startCounterpart } from './counterpart.ts'

export const MODEL_KEY = 'sk-canary-0123456789abcdef'

export interface TestModel {
  /** ends in /v1 */
  url(): string
  /** the body of its last request */
  lastAsked(): string
  /** what it says next: text, or a whole message */
  says(next: string | object): void
}

/** Starts the service for this test file, and opens the way to it. */
export function theModel(): TestModel {
  const waiting: Array<string | object> = []
  let service: Counterpart | undefined
  let close = () => {}
  beforeAll(async () => {
    service = await startCounterpart((request, response) => {
      response.setHeader('content-type', 'application/json')
      const isKnown = request.headers.authorization === `Bearer ${MODEL_KEY}`
      response.statusCode = isKnown ? 200 : 401
      if (!isKnown) response.end(JSON.stringify({ error: `Incorrect API key ${request.headers.authorization}` }))
      else if (request.method === 'GET') response.end(JSON.stringify({ data: [] }))
      else response.end(JSON.stringify(completion(waiting.shift() ?? 'I do not know.')))
    })
    close = openOutside([service.port])
  })
  afterAll(async () => {
    close()
    await service?.close()
  })
  return {
    url: () => `${service?.url}/v1`,
    lastAsked: () => service?.asked.at(-1)?.body ?? '',
    says: (next) => waiting.push(next),
  }
}

function completion(next: string | object) {
  const message = typeof next === 'string' ? { role: 'assistant', content: next } : next
  return { choices: [{ message }], usage: { total_tokens: 20 } }
}
