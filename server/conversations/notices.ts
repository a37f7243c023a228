/** Letters that a flow writes: to members of the team, and to addresses that it has. */
import { sql } from 'kysely'
import type { Effect } from '../../engine/turn.ts'
import { canonicalEmail } from '../../shared/text.ts'
import type { RunningBot } from '../bots/running.ts'
import type { Tx } from '../db/in-workspace.ts'
import { mayWriteOneMore } from '../mail/letter-counts.ts'
import { enqueueLetter } from '../mail/letters.ts'
import { linkTo } from '../mail/settings.ts'
import type { Chat } from './turns.ts'

/** A person gets at most so many notices a day of one step. */
const NOTICES_A_DAY = 20
const MAILS_A_DAY = 200
const TEXT_LIMIT = 10_000

interface Scene {
  tx: Tx
  bot: RunningBot
  chat: Chat
  stepId: string
}

type To = Extract<Effect, { kind: 'notify' }>['to']

/** Tells members by a letter and in their open dashboards. */
export async function sendNotices(scene: Scene, { to, text }: { to: To; text: string }): Promise<void> {
  const { tx, bot, chat } = scene
  const members = await membersMeant(scene, to)
  const memberIds = members.map(({ id }) => id)
  chat.happened.push({ kind: 'contact.notified', data: { memberIds, text: text.slice(0, 1000) }, isKept: false })
  if (members.length === 0) return fail(scene, 'wrong-value', 'There is nobody to notify.')
  if (!(await mayWriteOneMore(tx, `notice:${bot.id}:${scene.stepId}`, NOTICES_A_DAY)))
    return fail(
      scene,
      'mail-limit',
      `The team was notified ${NOTICES_A_DAY} times by this step today; no more letters go out.`,
    )
  const values = {
    workspaceName: bot.workspaceName,
    botName: bot.name,
    contactName: chat.contact.name,
    text: text.slice(0, TEXT_LIMIT),
    link: linkTo(`/w/${tx.workspaceId}/live-chat?conversation=${chat.id}`),
  }
  const workspace = { id: tx.workspaceId, name: bot.workspaceName }
  for (const { email, language } of members)
    await enqueueLetter(tx.db, { kind: 'flow-notice', to: email, language, values, workspace })
}

/** Writes to one address; what is none, and one letter too many, is a line of the error log. */
export async function sendMail(scene: Scene, mail: { to: string; subject: string; text: string }): Promise<void> {
  const { tx, bot, chat } = scene
  const to = /[\r\n,;]/.test(mail.to.trim()) ? null : canonicalEmail(mail.to)
  if (to === null) return fail(scene, 'wrong-value', 'The e-mail was not sent: its receiver is no e-mail address.')
  if (!(await mayWriteOneMore(tx, 'flow-mail', MAILS_A_DAY)))
    return fail(scene, 'mail-limit', `The flows of this workspace sent ${MAILS_A_DAY} e-mails today; no more go out.`)
  const values = { workspaceName: bot.workspaceName, subject: mail.subject, text: mail.text.slice(0, TEXT_LIMIT) }
  const workspace = { id: tx.workspaceId, name: bot.workspaceName }
  const language = chat.contact.language?.slice(0, 2) ?? 'en'
  await enqueueLetter(tx.db, { kind: 'flow-mail', to, language, values, workspace })
}

interface Reader {
  id: string
  email: string
  language: string
}

/** Members who may see the bot (M3), narrowed to those who are meant. */
async function membersMeant({ tx, bot, chat }: Scene, to: To): Promise<Reader[]> {
  const { rows } = await sql<Reader & { role: string }>`
    select m.id, u.email, u.language, m.role from members m join users u on u.id = m.user_id
    where m.workspace_id = ${tx.workspaceId} and (m.access = 'complete' or exists (select from member_bots p
      where p.workspace_id = ${tx.workspaceId} and p.member_id = m.id and p.bot_id = ${bot.id}))
    order by m.joined_at, m.id`.execute(tx.db)
  if (to === 'everyone') return rows
  if (to === 'owners') return rows.filter(({ role }) => role === 'owner')
  if (to === 'admins') return rows.filter(({ role }) => role !== 'member')
  const ids = to === 'assignee' ? [chat.assignee?.id] : to.memberIds
  return rows.filter(({ id }) => ids.includes(id))
}

function fail({ chat, stepId }: Scene, code: string, message: string): void {
  chat.failures.push({ code, message, stepId: stepId || null })
}
