/** Every refusal a person may meet, with the status and the words it is told in (RFC 9457). */

export const REFUSALS = {
  'bad-request': [400, 'The request cannot be read'],
  'invalid-cursor': [400, 'The cursor is not one of ours'],
  'not-signed-in': [401, 'Sign in first'],
  'wrong-credentials': [401, 'E-mail or password is not right'],
  'wrong-signature': [401, 'The request is not signed as it should be'],
  'second-factor-needed': [401, 'A second step is needed'],
  'wrong-code': [401, 'The code is not right'],
  'limit-reached': [402, 'The limit of the plan is reached'],
  'not-allowed': [403, 'Your role does not allow this'],
  'not-verified': [403, 'Verify your e-mail address first'],
  'other-account': [403, 'This is meant for another account'],
  'prove-again': [403, 'Confirm your password again'],
  'foreign-origin': [403, 'The request comes from another site'],
  'sign-up-closed': [403, 'Sign-up is by invitation only'],
  'not-found': [404, 'Not found'],
  'last-owner': [409, 'The last owner must stay'],
  'owner-cannot-leave': [409, 'An owner steps down before leaving'],
  'already-member': [409, 'Already a member'],
  conflict: [409, 'This is not possible in the present state'],
  'one-omni-bot': [409, 'A workspace has one omni bot'],
  'request-running': [409, 'The same request is still running'],
  gone: [410, 'This link is no longer valid'],
  'changed-meanwhile': [412, 'Somebody changed it in the meantime'],
  'too-large': [413, 'The request is too large'],
  'wrong-content-type': [415, 'The content type is not accepted'],
  'unknown-host': [421, 'This host is not served here'],
  invalid: [422, 'Some fields are not valid'],
  'key-reused': [422, 'The Idempotency-Key was used for another request'],
  'flow-has-errors': [422, 'The flow has errors'],
  'if-match-missing': [428, 'Send If-Match with the version you edited'],
  'too-many': [429, 'Too many requests'],
  'too-slow': [503, 'This took too long; ask for less'],
  'not-ready': [503, 'Starting or stopping'],
} as const satisfies Record<string, readonly [number, string]>

export type RefusalCode = keyof typeof REFUSALS

/** One field that is not right: a JSON pointer, a word for programs, a sentence for people. */
export interface FieldFault {
  pointer: string
  code: string
  message: string
}

/** Thrown where a request may not go on; the one `onError` turns it into problem+json. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly status: number
  readonly title: string
  readonly faults: FieldFault[]
  readonly more: Record<string, unknown>
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: RefusalCode,
    detail?: string,
    more: { faults?: FieldFault[]; retryAfterSeconds?: number; extra?: Record<string, unknown> } = {},
  ) {
    super(detail ?? REFUSALS[code][1])
    this.code = code
    this.status = REFUSALS[code][0]
    this.title = REFUSALS[code][1]
    this.faults = more.faults ?? []
    this.retryAfterSeconds = more.retryAfterSeconds
    this.more = more.extra ?? {}
  }
}

/** A refusal that names one field. */
export function invalid(pointer: string, message: string, code = 'invalid'): Refusal {
  return new Refusal('invalid', message, { faults: [{ pointer, code, message }] })
}

/** The program cannot start; the message is the one sentence that is printed before exit code 1. */
export class CannotStart extends Error {}
