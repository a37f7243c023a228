/** Opens connected accounts for those who use them, and lends them the one way out. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Account, Answered, Asked, FormPart } from '../../shared/account.ts'
import { SERVICES, type ServiceUrls } from '../../shared/service-urls.ts'
import type { Config } from '../config.ts'
import { unseal } from '../crypto.ts'
import { look } from '../db/in-workspace.ts'
import { outside } from '../outside.ts'

const Secrets = z.record(z.string(), z.unknown())
const USUAL_MS = 20_000
const VERSION = 'Switchboard/0.1.0'

let urls: ServiceUrls = SERVICES

/** Tells where services are found instead of at their usual addresses. */
export function setServiceUrls({ SERVICE_URLS }: Pick<Config, 'SERVICE_URLS'>): void {
  urls = { ...SERVICES, ...SERVICE_URLS }
}

/** Where each service is found. */
export function serviceUrls(): ServiceUrls {
  return urls
}

/** The account that the workspace has connected, opened; undefined where there is none. */
export async function openAccount(workspaceId: string, integration: string): Promise<Account<unknown> | undefined> {
  const row = await look({ workspaceId }, (db) =>
    db
      .selectFrom('connections')
      .select(['id', 'sealed'])
      .where('workspaceId', '=', workspaceId)
      .where('integration', '=', integration)
      .executeTakeFirst(),
  )
  return row && accountWith(openSecrets(workspaceId, row))
}

/** What a connection's row was connected with. */
export function openSecrets(
  workspaceId: string,
  { id, sealed }: { id: string; sealed: Buffer },
): Record<string, unknown> {
  return Secrets.parse(JSON.parse(unseal(sealed, boxPlace(workspaceId, id))))
}

/** The account with these keys. */
export function accountWith(secrets: unknown): Account<unknown> {
  return { secrets, urls, ask }
}

/** Where the box of a connection's keys stands: moved elsewhere it does not open (attack 73). */
export function boxPlace(workspaceId: string, id: string): string {
  return `${workspaceId}|connection|${id}|secrets`
}

/** Sends what an adapter asks, by the one way out. Throws nothing; answers as `Answered` says. */
export async function ask(request: Asked): Promise<Answered> {
  const { method, url, headers = {}, timeoutMs = USUAL_MS, maxBytes } = request
  const { type, body } = bodyOf(request)
  const given = Object.entries({ Accept: 'application/json', 'User-Agent': VERSION, ...headers })
  const answer = await outside({
    method,
    url,
    headers: type === undefined ? given : [...given, ['Content-Type', type]],
    ...(body !== undefined && { body }),
    timeoutMs,
    ...(maxBytes !== undefined && { maxBytes }),
    isBodySecret: true,
  })
  if (!answer.ok) {
    const { reason, message, wasSent } = answer
    return { ok: false, reason, message, wasSent }
  }
  const text = answer.text()
  return {
    ok: true,
    status: answer.status,
    headers: answer.headers,
    json: readJson(text),
    text,
    bytes: answer.body,
  }
}

function bodyOf({ json, form, parts, bytes }: Asked): { type?: string; body?: string | Uint8Array } {
  if (json !== undefined) return { type: 'application/json', body: JSON.stringify(json) }
  if (form) {
    const body = new URLSearchParams(form.map(([name, value]) => [name, value])).toString()
    return { type: 'application/x-www-form-urlencoded', body }
  }
  if (parts) return multipart(parts)
  return bytes ? { type: bytes.type, body: bytes.body } : {}
}

function multipart(parts: readonly FormPart[]): { type: string; body: Uint8Array } {
  const edge = `edge-${randomUUID()}`
  const pieces = parts.flatMap(({ name, value }) => {
    const head = `--${edge}\r\nContent-Disposition: form-data; name="${plain(name)}"`
    if (typeof value === 'string') return [Buffer.from(`${head}\r\n\r\n${value}\r\n`)]
    const about = `; filename="${plain(value.fileName)}"\r\nContent-Type: ${plain(value.type)}\r\n\r\n`
    return [Buffer.from(head + about), Buffer.from(value.body), Buffer.from('\r\n')]
  })
  return {
    type: `multipart/form-data; boundary=${edge}`,
    body: Buffer.concat([...pieces, Buffer.from(`--${edge}--\r\n`)]),
  }
}

/** What cannot break out of a header, or of the quotes in it. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}"\\]/gu, '_')
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
