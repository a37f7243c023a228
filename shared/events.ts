/** Every fact that can be recorded, and which of them stand in the workspace's audit log. */

export const EVENTS = {
  'workspace.created': { audited: true },
  'workspace.updated': { audited: true },
  'workspace.deleted': { audited: true },
  'workspace.restored': { audited: true },
  'workspace.plan-changed': { audited: true },
  'workspace.exported': { audited: true },
  'member.joined': { audited: true },
  'member.role-changed': { audited: true },
  'member.access-changed': { audited: true },
  'member.removed': { audited: true },
  'member.left': { audited: true },
  'ownership.proposed': { audited: true },
  'ownership.accepted': { audited: true },
  'ownership.declined': { audited: true },
  'ownership.withdrawn': { audited: true },
  'invitation.created': { audited: true },
  'invitation.resent': { audited: true },
  'invitation.changed': { audited: true },
  'invitation.revoked': { audited: true },
  'invitation.link-copied': { audited: true },
  'invitation.accepted': { audited: true },
  'invitation.declined': { audited: true },
  'bot.created': { audited: true },
  'bot.updated': { audited: true },
  'bot.deleted': { audited: true },
  'bot.exported': { audited: true },
  'bot.imported': { audited: true },
  'flow.created': { audited: true },
  'flow.renamed': { audited: true },
  'flow.deleted': { audited: true },
  'flow.hook-renewed': { audited: true },
  'flow.watched': { audited: false },
  'flow.saved': { audited: false },
  'flow.published': { audited: true },
  'flow.rolled-back': { audited: true },
  'template.created': { audited: true },
  'template.updated': { audited: true },
  'template.deleted': { audited: true },
  'template.link-created': { audited: true },
  'template.link-revoked': { audited: true },
  'template.installed': { audited: true },
  'key.created': { audited: true },
  'key.revoked': { audited: true },
  'integration.connected': { audited: true },
  'integration.reconnected': { audited: true },
  'integration.disconnected': { audited: true },
  'channel.connected': { audited: true },
  'channel.reconnected': { audited: true },
  'channel.changed': { audited: true },
  'channel.disconnected': { audited: true },
  'channel.failed': { audited: false },
  'secret.added': { audited: true },
  'secret.changed': { audited: true },
  'secret.removed': { audited: true },
  'file.added': { audited: false },
  'file.removed': { audited: true },
  'limit.neared': { audited: true },
  'audit-log.exported': { audited: true },
  'contact.changed': { audited: false },
  'contact.merged': { audited: true },
  'contact.unmerged': { audited: true },
  'contact.tracked': { audited: false },
  'contact.notified': { audited: false },
  'conversation.started': { audited: false },
  'conversation.handed-over': { audited: false },
  'conversation.taken-over': { audited: true },
  'conversation.given-back': { audited: true },
  'conversation.assigned': { audited: true },
  'conversation.resolved': { audited: true },
  'conversation.reopened': { audited: true },
  'conversation.read': { audited: false },
  'message.received': { audited: false },
  'message.queued': { audited: false },
  'message.delivered': { audited: false },
  'message.changed': { audited: false },
  'message.noted': { audited: false },
  'error.recorded': { audited: false },
  'error.fixed': { audited: true },
  'demo.removed': { audited: true },
} as const satisfies Record<string, { audited: boolean }>

export type EventKind = keyof typeof EVENTS

/** One thing that happened in a workspace, as it is told to those who listen. */
export interface Fact {
  workspaceId: string
  id: string
  kind: EventKind
  actor: ActorMark
  data: Record<string, unknown>
}

/** Who did it, as it is written down: a member by session or key, or the product itself. */
export type ActorMark =
  | {
      kind: 'member'
      userId: string
      memberId: string | null
      name: string
      via: 'session' | 'key'
      viaId: string
      ip: string
    }
  | { kind: 'contact'; contactId: string }
  | { kind: 'system'; reason: string }
