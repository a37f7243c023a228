/** The way out for tests with a counterpart that runs on this computer. */
import type { Answered, Asked } from '../../shared/account.ts'

export async function localAsk({ method, url, headers = {}, json, form }: Asked): Promise<Answered> {
  const sent = json === undefined ? undefined : { type: 'application/json', body: JSON.stringify(json) }
  const filled = form && {
    type: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(form.map(([name, value]) => [name, value])).toString(),
  }
  const { type, body } = sent ?? filled ?? {}
  const answer = await fetch(url, {
    method,
    headers: { ...headers, ...(type !== undefined && { 'Content-Type': type }) },
    ...(body !== undefined && { body }),
  })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const text = new TextDecoder().decode(bytes)
  return {
    ok: true,
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    json: text.startsWith('{') ? JSON.parse(text) : undefined,
    text,
    bytes,
  }
}
