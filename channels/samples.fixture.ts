/** What the contract suite asks of every channel: requests of the provider that are right, and what they mean. */
import type { Ask } from '../shared/account.ts'
import type { ChannelDefinition, Known, Line } from './channel.ts'
import type { HookRequest, Inbound, News } from './inbound.ts'

export interface Samples {
  /** a connected channel, with keys as they would be; `ask` is replaced by the suite */
  line: Omit<Line, 'ask'>
  /** requests that must verify, each with what is read of it */
  requests: Array<{ what: string; request: HookRequest; read: Array<Inbound | News> }>
  /** the provider's public keys, where verifying asks for them */
  ask?: Ask
  /** the same channel with these keys empty or of somebody else must verify nothing of it; each gives the changed line */
  wrongKeys: Array<(line: Omit<Line, 'ask'>) => Omit<Line, 'ask'>>
}

/** The line as a webhook is checked with it. */
export function knownOf(line: Omit<Line, 'ask'>): Known<ChannelDefinition> {
  return line
}

/** A webhook as the provider sends it. */
export function hookRequest(given: {
  url: string
  method?: string
  headers?: Record<string, string>
  body?: string
}): HookRequest {
  const { url, method = 'POST', headers = {}, body = '' } = given
  return {
    method,
    url,
    query: Object.fromEntries(new URL(url).searchParams),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: new TextEncoder().encode(body),
  }
}
