/** Every fact and who hears of it, on one page; told after the commit, and only then. */
import { z } from 'zod'
import type { EventKind, Fact } from '../shared/events.ts'
import { forgetEveryone, forgetHere, hearForgetting } from './access/who.ts'
import { joinOthers } from './bus-postgres.ts'
import { hearFacts } from './db/in-workspace.ts'
import { tellDashboards, tellRights, tellVisitor, watchRights } from './live.ts'
import { log } from './log.ts'

type Hearer = (fact: Fact) => void

const dashboards: Hearer = tellDashboards
/** Remembered answers to "who is asking" are forgotten, and open streams that are no longer allowed end (M8). */
const rights: Hearer = forgetEveryone
/** A visitor's own words, for their other windows. What bot and members say comes by the channel. */
const visitors: Hearer = ({ data }) => {
  const own = OwnWords.safeParse(data).data
  if (own) tellVisitor(own.to, own.message)
}

export const HEARERS: Record<EventKind, readonly Hearer[]> = {
  'workspace.created': [dashboards],
  'workspace.updated': [dashboards],
  'workspace.deleted': [rights, dashboards],
  'workspace.restored': [rights, dashboards],
  'workspace.plan-changed': [dashboards],
  'workspace.exported': [dashboards],
  'member.joined': [rights, dashboards],
  'member.role-changed': [rights, dashboards],
  'member.access-changed': [rights, dashboards],
  'member.removed': [rights, dashboards],
  'member.left': [rights, dashboards],
  'ownership.proposed': [dashboards],
  'ownership.accepted': [rights, dashboards],
  'ownership.declined': [dashboards],
  'ownership.withdrawn': [dashboards],
  'invitation.created': [dashboards],
  'invitation.resent': [dashboards],
  'invitation.changed': [dashboards],
  'invitation.revoked': [dashboards],
  'invitation.link-copied': [dashboards],
  'invitation.accepted': [dashboards],
  'invitation.declined': [dashboards],
  'bot.created': [dashboards],
  'bot.updated': [dashboards],
  'bot.deleted': [rights, dashboards],
  'bot.exported': [dashboards],
  'bot.imported': [dashboards],
  'flow.created': [dashboards],
  'flow.renamed': [dashboards],
  'flow.deleted': [dashboards],
  'flow.hook-renewed': [dashboards],
  'flow.watched': [dashboards],
  'flow.saved': [dashboards],
  'flow.published': [dashboards],
  'flow.rolled-back': [dashboards],
  'template.created': [dashboards],
  'template.updated': [dashboards],
  'template.deleted': [dashboards],
  'template.link-created': [dashboards],
  'template.link-revoked': [dashboards],
  'template.installed': [dashboards],
  'key.created': [dashboards],
  'key.revoked': [rights, dashboards],
  'integration.connected': [dashboards],
  'integration.reconnected': [dashboards],
  'integration.disconnected': [dashboards],
  'channel.connected': [dashboards],
  'channel.reconnected': [dashboards],
  'channel.changed': [dashboards],
  'channel.disconnected': [dashboards],
  'channel.failed': [dashboards],
  'secret.added': [dashboards],
  'secret.changed': [dashboards],
  'secret.removed': [dashboards],
  'file.added': [dashboards],
  'file.removed': [dashboards],
  'limit.neared': [dashboards],
  'audit-log.exported': [dashboards],
  'contact.changed': [dashboards],
  'contact.merged': [dashboards],
  'contact.unmerged': [dashboards],
  'contact.tracked': [dashboards],
  'contact.notified': [dashboards],
  'conversation.started': [dashboards],
  'conversation.handed-over': [dashboards],
  'conversation.taken-over': [dashboards],
  'conversation.given-back': [dashboards],
  'conversation.assigned': [dashboards],
  'conversation.resolved': [dashboards],
  'conversation.reopened': [dashboards],
  'conversation.read': [dashboards],
  'message.received': [dashboards, visitors],
  'message.queued': [dashboards],
  'message.delivered': [dashboards],
  'message.changed': [dashboards],
  'message.noted': [dashboards],
  'error.recorded': [dashboards],
  'error.fixed': [dashboards],
  'demo.removed': [dashboards],
}

/** Begins to tell facts and changes of rights, in this process and to all others; returns how it ends. */
export async function hearAnnouncements(): Promise<() => Promise<void>> {
  const leave = await joinOthers()
  const stopWatching = watchRights(forgetHere)
  hearForgetting(tellRights)
  hearFacts(announce)
  return async () => {
    hearFacts(() => {})
    hearForgetting(() => {})
    stopWatching()
    await leave()
  }
}

/** The work is committed: a hearer that fails must not make it look as if it were not. */
export function announce(facts: Fact[]): void {
  for (const fact of facts) {
    for (const hear of HEARERS[fact.kind]) {
      try {
        hear(fact)
      } catch (error) {
        log.error({ err: error, kind: fact.kind }, 'a fact could not be told')
      }
    }
  }
}

const OwnWords = z
  .object({
    botId: z.string(),
    key: z.string(),
    message: z.object({
      id: z.string(),
      seq: z.number(),
      author: z.literal('contact'),
      content: z.unknown(),
      at: z.string(),
    }),
  })
  .transform(({ botId, key, message }) => ({
    to: { botId, address: key.split(':')[2] ?? '' },
    message: { ...message, name: null },
  }))
