/** Which foreign addresses may be reached: public ones, and those that the installation opens by name (attacks 79-81). */
import ipaddr from 'ipaddr.js'

/** A host that the installation opens; without a port it is meant for 80 and 443. */
export interface AllowedHost {
  host: string
  port: number | undefined
}

/** What lies behind a name: whatever it is, link-local, metadata and reserved addresses are never reached. */
export type Opening = 'public' | 'private' | 'loopback'

const PORTS = [80, 443]

/** Whether a port of this host may be called at all. */
export function isPortOpen(host: string, port: number, allowed: readonly AllowedHost[]): boolean {
  return PORTS.includes(port) || allowed.some((entry) => entry.port === port && entry.host === host)
}

/** How far a host is opened. Loopback opens only where it is named itself, together with its port. */
export function openingOf(host: string, port: number, allowed: readonly AllowedHost[]): Opening {
  const entries = allowed.filter((entry) => entry.host === host && (entry.port ?? port) === port)
  if (entries.length === 0) return 'public'
  return isLoopbackName(host) && entries.some((entry) => entry.port !== undefined) ? 'loopback' : 'private'
}

/** Whether an address may be reached behind a host that is opened so far. What is no address may not. */
export function mayReach(address: string, opening: Opening): boolean {
  const kind = kindOf(address)
  return kind === 'public' || (kind === 'private' && opening !== 'public') || (kind === 'loopback' && kind === opening)
}

/** Reads `host`, `host:port` or `[::1]:port` of the configuration; null when it is none of them. */
export function readAllowedHost(text: string): AllowedHost | null {
  const [, name = '', port] = /^(\[[0-9a-f:.]+\]|[^\s:/?#@\\[\]]+)(?::(\d{1,5}))?$/i.exec(text) ?? []
  const url = name ? URL.parse(`http://${name}/`) : null
  if (!url || url.hostname.includes('*') || Number(port ?? 1) < 1 || Number(port ?? 1) > 65_535) return null
  return { host: bareHost(url), port: port === undefined ? undefined : Number(port) }
}

/** A URL's host as it is compared: without brackets and the dot at its end. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

function isLoopbackName(host: string): boolean {
  return host === 'localhost' || (ipaddr.isValid(host) && kindOf(host) === 'loopback')
}

/** Asks in the positive: what is not known to be public is not, so a range that is new to us stays closed. */
function kindOf(text: string): Opening | 'never' {
  if (!ipaddr.isValid(text)) return 'never'
  const address = ipaddr.process(text)
  if (METADATA.some((range) => address.kind() === range[0].kind() && address.match(range))) return 'never'
  const range = address.range()
  if (range === 'unicast') return isGlobal(address) ? 'public' : 'never'
  if (range === 'private' || range === 'uniqueLocal') return 'private'
  return range === 'loopback' ? 'loopback' : 'never'
}

/** All of IPv6 that is given out begins with the bits 001; `::127.0.0.1` is called unicast too, but reaches into IPv4. */
function isGlobal(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address.kind() === 'ipv4' || address.match(ipaddr.parseCIDR('2000::/3'))
}

/** Where clouds hand out keys to their machines, outside of the link-local range: Azure, AWS and Google on IPv6. */
const METADATA = ['168.63.129.16/32', 'fd00:ec2::/32', 'fd20:ce::/32'].map((range) => ipaddr.parseCIDR(range))
