/** The words a route line is written in: what it takes and what it answers, checked at the door and written into the API's description. */
import type { MiddlewareHandler } from 'hono'
import { describeRoute, resolver, validator } from 'hono-openapi'
import type { z } from 'zod'
import { type FieldFault, Refusal } from './errors.ts'

type Spec = Parameters<typeof describeRoute>[0]

/** A middleware that adds these words to the description of its route. */
export function described<E extends object>(
  spec: Spec & Record<`x-${string}`, unknown>,
  handler: MiddlewareHandler<E>,
): MiddlewareHandler<E> {
  return Object.assign(handler, describeRoute(spec))
}

/** What the route does, in a short phrase, and the shape it answers with. */
export function answers(summary: string, schema: z.ZodType, status: 200 | 201 | 202 = 200): MiddlewareHandler {
  return describeRoute({
    summary,
    responses: { [status]: { description: 'Done', content: { 'application/json': { schema: resolver(schema) } } } },
  })
}

/** For routes that answer without a body. */
export function answersNothing(summary: string): MiddlewareHandler {
  return describeRoute({ summary, responses: { 204: { description: 'Done' } } })
}

/** For routes that answer with something else than JSON. */
export function answersFile(summary: string, ...types: string[]): MiddlewareHandler {
  const content = Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' as const } }]))
  return describeRoute({ summary, responses: { 200: { description: 'Done', content } } })
}

/** Checks what came against its schema. Refuses with every fault named: 422 for a body, 400 for a query. */
export function takes<T extends 'json' | 'query', S extends z.ZodType>(target: T, schema: S) {
  return validator<S, T, object, string>(target, schema, (result) => {
    if (result.success) return
    const faults = result.error.map(faultOf)
    const [first] = faults
    throw new Refusal(
      target === 'json' ? 'invalid' : 'bad-request',
      first && `${first.pointer || 'The body'}: ${first.message}`,
      { faults },
    )
  })
}

interface Issue {
  message: string
  code?: string
  path?: ReadonlyArray<PropertyKey | { key: PropertyKey }> | undefined
}

function faultOf(issue: Issue): FieldFault {
  const path = (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part))
  return {
    pointer: path.map((part) => `/${String(part)}`).join(''),
    code: issue.code ?? 'invalid',
    message: issue.message,
  }
}
