/** Fills in an HTTP request: each value is written for the place where it lands. */
import { isWebUrl } from '../../shared/messages.ts'
import type { HttpCall } from '../call.ts'
import { LANDINGS } from '../values/landings.ts'
import { templateFor, type Values } from '../values/variables.ts'
import type { HttpBody } from './http-body.ts'

type HttpRequest = Pick<HttpCall, 'method' | 'url' | 'headers' | 'timeoutSeconds' | 'retries'> & { body: HttpBody }

const FORM_VALUE_LIMIT = 10_000

/** Gives a sentence where the values make no request of it. */
export function readyRequest(step: HttpRequest): (values: Values) => HttpCall | string {
  const url = templateFor('url', step.url.trim())
  const headers = step.headers.map(({ name, value }) => ({ name, value: templateFor('header', value) }))
  const body = readyBody(step.body)
  const { method, timeoutSeconds, retries } = step
  return (values) => {
    const address = url(values)
    if (address.length >= LANDINGS.url.limit) return 'The address came out too long.'
    // secrets stand in it still, and hosts may be one
    if (!isWebUrl(address.replace(/\{\{\s*secret\.\w+\s*\}\}/g, 'secret')))
      return 'The address came out as no web address.'
    const filled = headers.map(({ name, value }) => ({ name, value: value(values).trim() }))
    if (filled.some(({ value }) => value.length >= LANDINGS.header.limit)) return 'A header came out too long.'
    const content = body(values)
    if (content === undefined) return 'The body came out too long.'
    return { kind: 'http', method, url: address, headers: filled, body: content, timeoutSeconds, retries }
  }
}

function readyBody(body: HttpBody): (values: Values) => HttpCall['body'] | undefined {
  if (body.kind === 'none') return () => ({ kind: 'none' })
  if (body.kind === 'form') {
    const parts = body.parts.map(({ name, value }) => ({ name, value: templateFor('body', value) }))
    return (values) => {
      const filled = parts.map(({ name, value }) => ({ name, value: value(values) }))
      return filled.some(({ value }) => value.length > FORM_VALUE_LIMIT) ? undefined : { kind: 'form', parts: filled }
    }
  }
  const text = templateFor(body.kind === 'json' ? 'json' : 'body', body.text)
  return (values) => {
    const filled = text(values)
    return filled.length >= LANDINGS.body.limit ? undefined : { kind: body.kind, text: filled }
  }
}
