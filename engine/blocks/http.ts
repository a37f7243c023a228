/** Sends a request to an address on the web, and keeps parts of the answer. */
import { z } from 'zod'
import { isWebUrl, plainText } from '../../shared/messages.ts'
import { type Block, connectPart, type Fault, titled, way } from '../block.ts'
import { checkBody, HttpBody, textsOfBody } from '../block-parts/http-body.ts'
import { readyRequest } from '../block-parts/http-request.ts'
import { failureOf, isSuccess } from '../block-parts/outcome.ts'
import { checkMapping, Mapping, readyMapping } from '../block-parts/pairs.ts'
import { HttpCall } from '../call.ts'

const Header = z.strictObject({
  name: plainText(100).meta({ label: 'Name', control: 'text' }),
  value: plainText(2000).meta({ label: 'Value', description: 'May hold {{variables}}', control: 'text' }),
})

type Http = z.output<typeof Http>
const Http = z
  .strictObject({
    block: z.literal('http'),
    ...titled,
    method: HttpCall.shape.method.meta({ label: 'Method', control: 'select' }),
    url: plainText(2000).meta({
      label: 'Address',
      description: 'Such as https://shop.example/orders/{{order_id}}',
      control: 'text',
    }),
    headers: z.array(Header).max(30).meta({ label: 'Headers', control: 'headers' }),
    body: HttpBody.meta({ label: 'Body', control: 'body' }),
    timeoutSeconds: z.int().min(1).max(60).meta({ label: 'Seconds to wait', control: 'number' }),
    retries: z.int().min(0).max(3).meta({ label: 'Times to try again', control: 'number' }),
    save: Mapping.meta({ label: 'Keep of the answer', control: 'mapping' }),
    next: way('Then go to'),
    failed: way('When it fails go to'),
    timeout: way('When no answer comes go to'),
  })
  .meta({ label: 'HTTP request', description: 'Asks or tells an address on the web something' })

export const http: Block<typeof Http> = {
  name: 'http',
  category: 'reach',
  schema: Http,
  // what values make no request of is not waited for
  waits: (step) => textsOf(step).every((text) => !text.includes('{{')),
  palette: [
    {
      id: 'http',
      label: 'HTTP request',
      description: 'Asks or tells an address on the web something',
      icon: 'world-www',
      fresh: () => ({
        block: 'http',
        method: 'GET',
        url: '',
        headers: [],
        body: { kind: 'none' },
        timeoutSeconds: 10,
        retries: 0,
        save: [],
      }),
    },
  ],
  edges: (step) => [
    { handle: 'next', label: 'Next', to: step.next },
    { handle: 'failed', label: 'Failed', to: step.failed },
    { handle: 'timeout', label: 'No answer', to: step.timeout },
  ],
  connect: connectPart,
  texts: textsOf,
  fields: (step) => step.save.map(({ field }) => field),
  flows: () => [],
  gist: (step) => `${step.method} ${step.url}`,
  check: (step) => [...checkUrl(step), ...checkHeaders(step), ...checkBody(step.body), ...checkMapping(step.save)],
  ready(step, { moveTo }) {
    const request = readyRequest(step)
    const keep = readyMapping(step.save)
    const [next, failed] = [moveTo(step.next), moveTo(step.failed ?? step.next)]
    const timeout = moveTo(step.timeout ?? step.failed ?? step.next)
    return {
      enter(turn) {
        const call = request(turn)
        if (typeof call !== 'string') return turn.call(call)
        turn.fail('call-failed', call)
        return failed
      },
      result(turn, outcome) {
        keep(turn, outcome, !isSuccess(outcome))
        if (isSuccess(outcome)) return next
        turn.fail('call-failed', failureOf(outcome))
        return !outcome.ok && outcome.reason === 'timeout' ? timeout : failed
      },
    }
  },
}

function textsOf({ url, headers, body }: Http): string[] {
  return [url, ...headers.map(({ value }) => value), ...textsOfBody(body)]
}

function checkUrl({ url }: Http): Fault[] {
  if (url.trim() === '') return [{ severity: 'error', code: 'empty-url', message: 'Write the address.', part: 'url' }]
  if (url.includes('{{') || isWebUrl(url.trim())) return []
  const message = 'This is no web address such as https://shop.example/orders.'
  return [{ severity: 'error', code: 'bad-url', message, part: 'url' }]
}

function checkHeaders({ headers }: Http): Fault[] {
  return headers.flatMap(({ name }, index): Fault[] =>
    /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)
      ? []
      : [
          {
            severity: 'error',
            code: 'bad-header',
            message: `“${name}” cannot be the name of a header.`,
            part: `headers/${index}/name`,
          },
        ],
  )
}
