/** The permissions of the role table in plain words, in the groups in which people think of them. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { PERMISSIONS, type Permission } from '../../shared/roles.ts'

interface Words {
  /** what one may do: "Edit flows" */
  label: MessageDescriptor
  /** what that means, where the label alone does not tell */
  detail: MessageDescriptor
}

export const PERMISSION_WORDS: Record<Permission, Words> = {
  'workspace:view': { label: msg`Enter the workspace`, detail: msg`See its home page, name and settings.` },
  'members:view': { label: msg`See members`, detail: msg`Names, addresses and roles of the people here.` },
  'bots:view': { label: msg`See bots`, detail: msg`Bots, their flows and published versions.` },
  'flows:edit': { label: msg`Edit and publish flows`, detail: msg`Build what a bot says, and put it live.` },
  'analytics:view': { label: msg`View analytics`, detail: msg`Numbers about conversations and flows.` },
  'live-chat:use': { label: msg`Use live chat`, detail: msg`Read conversations and answer in place of a bot.` },
  'contacts:view': { label: msg`See bot users`, detail: msg`The people who talk to your bots, with their fields.` },
  'error-logs:view': { label: msg`See error logs`, detail: msg`What went wrong in a flow, and try it again.` },
  'bots:manage': { label: msg`Create and delete bots`, detail: msg`Also pause them and change their look.` },
  'channels:manage': { label: msg`Manage channels`, detail: msg`Connect and disconnect where bots speak.` },
  'integrations:manage': { label: msg`Manage integrations`, detail: msg`Connect accounts of other services.` },
  'ecommerce:manage': { label: msg`Manage e-commerce`, detail: msg`Products and orders.` },
  'templates:manage': { label: msg`Manage templates`, detail: msg`Install and share packed bots and flows.` },
  'mini-apps:manage': { label: msg`Manage mini-apps`, detail: msg`Install them, set them up and remove them.` },
  'api-keys:manage': { label: msg`Manage API keys`, detail: msg`Let programs act in this workspace.` },
  'webhooks:manage': { label: msg`Manage webhooks`, detail: msg`Send what happens here to other systems.` },
  'usage:view': { label: msg`View usage`, detail: msg`The plan, and how much of it is used.` },
  'workspace:manage': {
    label: msg`Change and delete the workspace`,
    detail: msg`Name, logo, timezone and default look.`,
  },
  'members:manage': { label: msg`Manage members`, detail: msg`Invite, change roles and access, remove.` },
  'subscriptions:manage': { label: msg`Manage subscriptions`, detail: msg`The plan and what is added to it.` },
  'payments:manage': { label: msg`Manage payments`, detail: msg`Payment method, billing details and invoices.` },
  'audit-log:view': { label: msg`View the audit log`, detail: msg`Who changed what, when and from where.` },
}

interface PermissionGroup {
  id: string
  label: MessageDescriptor
  permissions: readonly Permission[]
}

const GROUPS: readonly PermissionGroup[] = [
  {
    id: 'daily',
    label: msg`Daily work`,
    permissions: ['live-chat:use', 'contacts:view', 'analytics:view', 'error-logs:view'],
  },
  { id: 'bots', label: msg`Bots and flows`, permissions: ['bots:view', 'flows:edit', 'bots:manage'] },
  {
    id: 'connected',
    label: msg`What bots are connected to`,
    permissions: ['channels:manage', 'integrations:manage', 'ecommerce:manage', 'templates:manage', 'mini-apps:manage'],
  },
  { id: 'programs', label: msg`Programs`, permissions: ['api-keys:manage', 'webhooks:manage'] },
  {
    id: 'people',
    label: msg`People and workspace`,
    permissions: ['workspace:view', 'members:view', 'members:manage', 'workspace:manage', 'audit-log:view'],
  },
  {
    id: 'billing',
    label: msg`Plan and payments`,
    permissions: ['usage:view', 'subscriptions:manage', 'payments:manage'],
  },
]

const GROUPED = new Set(GROUPS.flatMap((group) => group.permissions))

/** The groups that hold any of these permissions, each with only those; one that no group names stands in the last. */
export function grouped(permissions: readonly Permission[]): PermissionGroup[] {
  const other = permissions.filter((permission) => !GROUPED.has(permission))
  const groups = GROUPS.map((group) => ({
    ...group,
    permissions: group.permissions.filter((permission) => permissions.includes(permission)),
  }))
  return [...groups, { id: 'other', label: msg`Other`, permissions: other }].filter(
    (group) => group.permissions.length > 0,
  )
}

export function isPermission(text: string): text is Permission {
  return PERMISSIONS.some((permission) => permission === text)
}
