/** Carries waiting letters out by SMTP, with patience when the mail server has none. */

import { sql } from 'kysely'
import { createTransport, type Transporter } from 'nodemailer'
import { bare } from '../db/database.ts'
import { log } from '../log.ts'
import { asPng } from '../pictures.ts'
import { LOGO_CID } from './compose.ts'
import { type LetterBody, readLetter } from './letters.ts'
import { mailSettings } from './settings.ts'

const MAX_ATTEMPTS = 10
const AT_ONCE = 5
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

interface Waiting {
  id: string
  recipient: string
  workspaceId: string | null
  attempts: number
  sealed: Buffer
}

/** Sends all letters that are due, and returns how many left. A letter that fails waits 1, 2, 4 … minutes; a final refusal is noted on it. */
export async function sendWaitingLetters(): Promise<number> {
  const url = mailSettings().SMTP_URL
  if (!url) return 0
  const transport = transportTo(url)
  let sent = 0
  try {
    for (let taken = await take(); taken.length > 0; taken = await take()) {
      const outcomes = await Promise.all(taken.map((letter) => sendOne(transport, letter)))
      sent += outcomes.filter(Boolean).length
    }
  } finally {
    transport.close()
  }
  return sent
}

/** Lets a letter that failed or was only kept go out now. False when there is no such letter. */
export async function sendAgain(id: string): Promise<boolean> {
  const { numUpdatedRows } = await bare()
    .updateTable('letters')
    .set({ status: 'waiting', attempts: 0, dueAt: new Date().toISOString(), problem: null })
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Sends one letter at once, and tells what went wrong as a sentence, or null. */
export async function tryMail(to: string, body: Pick<LetterBody, 'subject' | 'text' | 'html'>): Promise<string | null> {
  const url = mailSettings().SMTP_URL
  if (!url) return 'SMTP_URL is not set: letters are only kept here.'
  const transport = transportTo(url)
  try {
    await transport.sendMail({ ...envelope(to), ...body })
    return null
  } catch (error) {
    return problemOf(error)
  } finally {
    transport.close()
  }
}

/** Takes some that are due; each is taken again only after its pause, also when this process dies meanwhile. */
async function take(): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    update letters set attempts = attempts + 1, due_at = now() + interval '1 minute' * power(2, least(attempts, 10))
    where id in (select id from letters where status = 'waiting' and due_at <= now() order by due_at limit ${AT_ONCE} for update skip locked)
    returning id, recipient, workspace_id, attempts, sealed`.execute(bare())
  return rows
}

async function sendOne(transport: Transporter, letter: Waiting): Promise<boolean> {
  try {
    const { subject, text, html, fromName } = readLetter(letter)
    const attachments = await logoFor(letter, html)
    await transport.sendMail({
      ...envelope(letter.recipient, fromName),
      messageId: messageId(letter.id),
      subject,
      text,
      html,
      attachments,
    })
    await settle(letter.id, { status: 'sent', sentAt: new Date().toISOString(), problem: null })
    return true
  } catch (error) {
    const isOver = letter.attempts >= MAX_ATTEMPTS || isFinal(error)
    log.warn({ letterId: letter.id, attempts: letter.attempts, problem: problemOf(error) }, 'a letter was not sent')
    await settle(letter.id, { status: isOver ? 'failed' : 'waiting', problem: problemOf(error) })
    return false
  }
}

function transportTo(url: string): Transporter {
  const place = new URL(url)
  return createTransport({
    host: place.hostname.replace(/^\[|\]$/g, ''),
    port: Number(place.port) || (place.protocol === 'smtps:' ? 465 : 587),
    secure: place.protocol === 'smtps:',
    ...(place.username && {
      auth: { user: decodeURIComponent(place.username), pass: decodeURIComponent(place.password) },
    }),
    pool: true,
    maxConnections: AT_ONCE,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...TIMEOUTS,
  })
}

/** `fromName` stands in the sender's place; the address stays the installation's. */
function envelope(to: string, fromName?: string) {
  const { MAIL_FROM } = mailSettings()
  const address = /<([^>]+)>\s*$/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM
  return {
    from: fromName === undefined ? MAIL_FROM : { name: fromName, address },
    to: { name: '', address: to },
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

/** The same letter has the same number however often it is tried. */
function messageId(id: string): string {
  return `<${id}@${new URL(mailSettings().PUBLIC_URL).hostname}>`
}

async function logoFor({ workspaceId }: Waiting, html: string) {
  if (!workspaceId || !html.includes(`cid:${LOGO_CID}`)) return []
  const logo = await bare()
    .selectFrom('workspaceLogos')
    .select('bytes')
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  if (!logo) return []
  return [{ filename: 'logo.png', cid: LOGO_CID, contentType: 'image/png', content: await asPng(logo.bytes) }]
}

async function settle(id: string, outcome: { status: string; sentAt?: string; problem: string | null }): Promise<void> {
  await bare().updateTable('letters').set(outcome).where('id', '=', id).execute()
}

/** 5xx on the recipient or the content is the server's last word; anything else may pass. */
function isFinal(error: unknown): boolean {
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
  return code >= 550 && code <= 559
}

function problemOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 500) : 'The mail server did not take it.'
}
