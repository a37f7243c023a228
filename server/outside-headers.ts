/** Which headers may be sent to a foreign address, and which stay behind when a redirect leads elsewhere (attacks 80, 84). */

export type Headers = ReadonlyArray<readonly [name: string, value: string]>

/** Ours to set, or meant for the connection, a proxy, or a cloud's metadata service. */
const REFUSED =
  /^(host|content-length|transfer-encoding|connection|keep-alive|te|trailer|upgrade|expect|http2-settings|proxy-.*|.*metadata.*)$/i

/** A sentence about the first header that may not be sent; it never tells a value. */
export function faultyHeader(headers: Headers): string | undefined {
  for (const [name, value] of headers) {
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name)) return 'The name of a header has characters that are not allowed.'
    if (REFUSED.test(name)) return `The header ${name} may not be set.`
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return `The header ${name} has characters that are not allowed.`
  }
  return undefined
}

export function withoutSecrets(headers: Headers, secretHeaders: readonly string[]): Headers {
  const secret = new Set(['authorization', 'cookie', ...secretHeaders.map((name) => name.toLowerCase())])
  return headers.filter(([name]) => !secret.has(name.toLowerCase()))
}

export function withoutBody(headers: Headers): Headers {
  return headers.filter(([name]) => !/^content-/i.test(name))
}
