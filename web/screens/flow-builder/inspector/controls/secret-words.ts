/** Whether a header carries a key, and whether the key itself stands in it. */

interface Header {
  name: string
  value: string
}

const NAMES =
  /^(authorization|proxy-authorization|x-api-key|api-key|apikey|x-auth-token|x-access-token|cookie|.*(secret|token|password).*)$/i

/** Its name says that a key belongs here, and none is named yet. */
export function isSecretName({ name, value }: Header): boolean {
  return NAMES.test(name.trim()) && !value.includes('{{')
}

/** A key stands in it as it is. */
export function looksSecret(header: Header): boolean {
  const plain = header.value
    .replaceAll(/\{\{[^{}]*\}\}/g, '')
    .replace(/^\s*(bearer|basic|token)\s*/i, '')
    .trim()
  return NAMES.test(header.name.trim()) && plain.length >= 8
}
