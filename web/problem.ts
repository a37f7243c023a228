/** A refusal of the API as an error that screens can read (RFC 9457). */

export interface FieldFault {
  pointer: string
  message: string
  code?: string
}

export interface ProblemBody {
  status: number
  title: string
  detail?: string
  code?: string
  requestId?: string
  errors?: FieldFault[]
  /** all that the answer says, for the few screens that want more than words */
  more?: Record<string, unknown>
}

export class Problem extends Error {
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly code: string
  readonly requestId: string | null
  readonly errors: FieldFault[]
  readonly more: Record<string, unknown>

  constructor(body: ProblemBody) {
    super(body.detail ?? body.title)
    this.name = 'Problem'
    this.status = body.status
    this.title = body.title
    this.detail = body.detail ?? ''
    this.code = body.code ?? ''
    this.requestId = body.requestId ?? null
    this.errors = body.errors ?? []
    this.more = body.more ?? {}
  }
}

/** Reads a refused response; what is no problem+json (a proxy's page, say) still becomes a Problem. */
export async function problemOf(response: Response): Promise<Problem> {
  const requestId = response.headers.get('x-request-id') ?? undefined
  const fallback = { status: response.status, title: response.statusText, requestId }
  if (!response.headers.get('content-type')?.includes('json')) return new Problem(fallback)

  const body: unknown = await response.json().catch(() => null)
  return new Problem(isObject(body) ? { ...fallback, ...wordsOf(body) } : fallback)
}

function wordsOf(body: Record<string, unknown>): Partial<ProblemBody> {
  const words: Partial<ProblemBody> = { more: body }
  if (typeof body.title === 'string') words.title = body.title
  if (typeof body.detail === 'string') words.detail = body.detail
  if (typeof body.code === 'string') words.code = body.code
  if (typeof body.requestId === 'string') words.requestId = body.requestId
  if (Array.isArray(body.errors)) words.errors = body.errors.filter(isFault)
  return words
}

function isFault(fault: unknown): fault is FieldFault {
  return isObject(fault) && typeof fault.pointer === 'string' && typeof fault.message === 'string'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** The link or thing is used up, replaced or too old. */
export function isGone(error: unknown): boolean {
  return error instanceof Problem && error.status === 410
}
