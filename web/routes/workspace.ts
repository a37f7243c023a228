/** Screens of a workspace besides its bots: conversations, people, what it has connected and may use. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { AuditSearch } from '../screens/audit-log/search.ts'
import { ErrorLogsSearch } from '../screens/error-logs/search.ts'
import { IntegrationsSearch } from '../screens/integrations/search.ts'
import { LiveChatSearch } from '../screens/live-chat/search.ts'
import { InvitationsSearch, MembersSearch } from '../screens/members/search.ts'
import { workspace } from './parents.ts'

const home = createRoute({
  getParentRoute: () => workspace,
  path: '/',
  component: lazyRouteComponent(() => import('../screens/home/home.tsx'), 'Home'),
})

const liveChat = createRoute({
  getParentRoute: () => workspace,
  path: '/live-chat',
  validateSearch: LiveChatSearch,
  component: lazyRouteComponent(() => import('../screens/live-chat/live-chat.tsx'), 'LiveChat'),
})

const errorLogs = createRoute({
  getParentRoute: () => workspace,
  path: '/error-logs',
  validateSearch: ErrorLogsSearch,
  component: lazyRouteComponent(() => import('../screens/error-logs/error-logs.tsx'), 'ErrorLogs'),
})

const members = createRoute({
  getParentRoute: () => workspace,
  path: '/members',
  validateSearch: MembersSearch,
  component: lazyRouteComponent(() => import('../screens/members/members.tsx'), 'Members'),
})

const invitations = createRoute({
  getParentRoute: () => workspace,
  path: '/members/invitations',
  validateSearch: InvitationsSearch,
  component: lazyRouteComponent(() => import('../screens/members/invitations.tsx'), 'Invitations'),
})

const roles = createRoute({
  getParentRoute: () => workspace,
  path: '/roles',
  component: lazyRouteComponent(() => import('../screens/roles/roles.tsx'), 'Roles'),
})

const usage = createRoute({
  getParentRoute: () => workspace,
  path: '/usage',
  component: lazyRouteComponent(() => import('../screens/usage/usage.tsx'), 'Usage'),
})

const workspaceSettings = createRoute({
  getParentRoute: () => workspace,
  path: '/settings',
  component: lazyRouteComponent(
    () => import('../screens/workspace-settings/workspace-settings.tsx'),
    'WorkspaceSettings',
  ),
})

const integrations = createRoute({
  getParentRoute: () => workspace,
  path: '/integrations',
  validateSearch: IntegrationsSearch,
  component: lazyRouteComponent(() => import('../screens/integrations/integrations.tsx'), 'Integrations'),
})

const apiKeys = createRoute({
  getParentRoute: () => workspace,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('../screens/api-keys/api-keys.tsx'), 'ApiKeys'),
})

const auditLog = createRoute({
  getParentRoute: () => workspace,
  path: '/audit-log',
  validateSearch: AuditSearch,
  component: lazyRouteComponent(() => import('../screens/audit-log/audit-log.tsx'), 'AuditLog'),
})

export const workspaceRoutes = [
  home,
  liveChat,
  errorLogs,
  members,
  invitations,
  roles,
  usage,
  workspaceSettings,
  integrations,
  apiKeys,
  auditLog,
] as const
