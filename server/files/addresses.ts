/** Addresses of files: the plain one that is stored, and the signed one by which a file that somebody sent is shown for a while. */
import { isSame, sign } from '../crypto.ts'
import { linkTo } from '../mail/settings.ts'

const HALF_HOUR_S = 1800
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
/** A name as we write it, with its ending; brackets only in pairs, so that a link in brackets ends before the last one. */
const NAME = String.raw`(?:[\w.!~%-]|'(?=\w)|\([\w.!~'%-]*\))*\.[a-z0-9]{1,8}`
const QUERY = String.raw`(?:\?until=\d{1,12}&sig=[\w-]{43})?`

export interface Address {
  /** without the signature */
  plain: string
  workspaceId: string
  key: string
}

/** The address of a file, as it is stored. */
export function plainAddress({ workspaceId, key, name }: { workspaceId: string; key: string; name: string }): string {
  const safe = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return linkTo(`/files/${workspaceId}/${key}/${safe}`)
}

/** What an address leads to, signed or not; undefined where it is not one of a file of ours. */
export function readAddress(url: string): Address | undefined {
  const base = linkTo('/files/')
  if (!url.startsWith(base)) return undefined
  const plain = url.split('?', 1)[0] ?? ''
  const [, workspaceId, key] =
    new RegExp(`^(${UUID})/([A-Za-z0-9_-]{43})/[^/?#]+$`).exec(plain.slice(base.length)) ?? []
  return workspaceId && key ? { plain, workspaceId, key } : undefined
}

/** The addresses of this workspace's files in a text. */
export function addressesIn(workspaceId: string, text: string): Address[] {
  return [...text.matchAll(patternOf(workspaceId))].flatMap(([url]) => readAddress(url) ?? [])
}

/** The text with the addresses of these keys signed; others stay as they are. */
export function signIn(text: string, workspaceId: string, keys: ReadonlySet<string>): string {
  return text.replace(patternOf(workspaceId), (url) => {
    const address = readAddress(url)
    return address && keys.has(address.key) ? signedAddress(address) : url
  })
}

/**
 * The address with a signature that is good for 30 to 60 minutes; within the same half hour it is the same one, so that
 * browsers fetch a picture once.
 */
export function signedAddress({ plain, workspaceId, key }: Address, now = Date.now()): string {
  const until = (Math.floor(now / 1000 / HALF_HOUR_S) + 2) * HALF_HOUR_S
  return `${plain}?until=${until}&sig=${markOf({ workspaceId, key, until: String(until) })}`
}

/** For how many seconds this signature still opens this file; 0 where it does not. */
export function secondsLeft(
  of: { workspaceId: string; key: string },
  { until, sig }: { until: string | undefined; sig: string | undefined },
  now = Date.now(),
): number {
  if (!/^\d{1,12}$/.test(until ?? '') || !/^[\w-]{43}$/.test(sig ?? '')) return 0
  const isOurs = isSame(Buffer.from(sig ?? ''), Buffer.from(markOf({ ...of, until: until ?? '' })))
  return isOurs ? Math.max(0, Number(until) - Math.floor(now / 1000)) : 0
}

function markOf({ workspaceId, key, until }: { workspaceId: string; key: string; until: string }): string {
  return sign('file', `${workspaceId}|${key}|${until}`).toString('base64url')
}

function patternOf(workspaceId: string): RegExp {
  const base = linkTo('/files/').replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`${base}${workspaceId}/[A-Za-z0-9_-]{43}/${NAME}${QUERY}`, 'g')
}
