/**
 * Every screen of the dashboard, on one page.
 *
 * A screen is a folder `screens/<noun>/` with a file `<noun>.tsx` that exports one component. It gets one route here,
 * loaded when it is first visited: `createRoute({ getParentRoute: () => workspace, path: '/members',
 * component: lazyRouteComponent(() => import('./screens/members/members.tsx'), 'Members') })`, listed again in `routeTree`.
 * The parent says where it stands: `root` (no frame, for those not signed in), `frame` (signed in), `workspace` (in one).
 * Filters, tabs and what is selected live in the URL: `validateSearch`.
 */
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import '@fontsource-variable/inter/wght.css'
import './kit/tokens.css'
import './kit/base.css'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { LETTER_STATES } from '../shared/operators.ts'
import { App } from './app.tsx'
import { Crash } from './frame/crash.tsx'
import { NotFound, NotFoundAnywhere } from './frame/not-found.tsx'
import { firstLanguage, speak } from './i18n.ts'
import { AuditSearch } from './screens/audit-log/search.ts'
import { FieldsSearch, VersionsSearch } from './screens/bot/search.ts'
import { BotSearch, BotsSearch } from './screens/bots/search.ts'
import { ChannelsSearch } from './screens/channels/search.ts'
import { ErrorLogsSearch } from './screens/error-logs/search.ts'
import { IntegrationsSearch } from './screens/integrations/search.ts'
import { LiveChatSearch } from './screens/live-chat/search.ts'
import { InvitationsSearch, MembersSearch } from './screens/members/search.ts'
import { OwnTemplatesSearch, TemplatesSearch } from './screens/templates/search.ts'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundAnywhere, errorComponent: Crash })

const kit = createRoute({
  getParentRoute: () => root,
  path: '/kit',
  component: lazyRouteComponent(() => import('./kit/kit.tsx'), 'Kit'),
})

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: lazyRouteComponent(() => import('./frame/frame.tsx'), 'Frame'),
  notFoundComponent: NotFound,
})

const start = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazyRouteComponent(() => import('./frame/start.tsx'), 'Start'),
})

const workspace = createRoute({
  getParentRoute: () => frame,
  path: '/w/$workspaceId',
  component: lazyRouteComponent(() => import('./frame/workspace-frame.tsx'), 'WorkspaceFrame'),
  notFoundComponent: NotFound,
})

/** A word of the URL; the router reads numbers as numbers, and a search may be one. */
const word = z.coerce.string().optional().catch(undefined)
const withToken = z.object({ token: word })
const withSearch = z.object({ search: word })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ next: word, done: z.literal('password').optional().catch(undefined), email: word }),
  component: lazyRouteComponent(() => import('./screens/sign-in/sign-in.tsx'), 'SignIn'),
})

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: z.object({ next: word }),
  component: lazyRouteComponent(() => import('./screens/sign-up/sign-up.tsx'), 'SignUp'),
})

const verifyEmail = createRoute({
  getParentRoute: () => root,
  path: '/verify-email',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('./screens/verify-email/verify-email.tsx'), 'VerifyEmail'),
})

const forgottenPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgotten-password',
  component: lazyRouteComponent(
    () => import('./screens/forgotten-password/forgotten-password.tsx'),
    'ForgottenPassword',
  ),
})

const passwordReset = createRoute({
  getParentRoute: () => root,
  path: '/password-reset',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('./screens/password-reset/password-reset.tsx'), 'PasswordReset'),
})

const emailChange = createRoute({
  getParentRoute: () => root,
  path: '/email-change',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('./screens/email-change/email-change.tsx'), 'EmailChange'),
})

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('./screens/setup/setup.tsx'), 'Setup'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('./screens/invitation/invitation.tsx'), 'Invitation'),
})

const linkedTemplate = createRoute({
  getParentRoute: () => root,
  path: '/template/$token',
  component: lazyRouteComponent(() => import('./screens/templates/linked-template.tsx'), 'LinkedTemplate'),
})

const workspaces = createRoute({
  getParentRoute: () => frame,
  path: '/workspaces',
  validateSearch: z.object({ create: z.boolean().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./screens/workspaces/workspaces.tsx'), 'Workspaces'),
})

const profile = createRoute({
  getParentRoute: () => frame,
  path: '/settings',
  component: lazyRouteComponent(() => import('./screens/your-settings/profile.tsx'), 'Profile'),
})

const security = createRoute({
  getParentRoute: () => frame,
  path: '/settings/security',
  component: lazyRouteComponent(() => import('./screens/your-settings/security.tsx'), 'Security'),
})

const keyboard = createRoute({
  getParentRoute: () => frame,
  path: '/settings/keyboard',
  component: lazyRouteComponent(() => import('./screens/your-settings/keyboard.tsx'), 'Keyboard'),
})

const account = createRoute({
  getParentRoute: () => frame,
  path: '/settings/account',
  component: lazyRouteComponent(() => import('./screens/your-settings/account.tsx'), 'Account'),
})

const health = createRoute({
  getParentRoute: () => frame,
  path: '/operator',
  component: lazyRouteComponent(() => import('./screens/operator/health.tsx'), 'Health'),
})

const letters = createRoute({
  getParentRoute: () => frame,
  path: '/operator/letters',
  validateSearch: z.object({ status: z.enum(LETTER_STATES).optional().catch(undefined), letter: word }),
  component: lazyRouteComponent(() => import('./screens/operator/letters.tsx'), 'Letters'),
})

const allWorkspaces = createRoute({
  getParentRoute: () => frame,
  path: '/operator/workspaces',
  validateSearch: withSearch,
  component: lazyRouteComponent(() => import('./screens/operator/all-workspaces.tsx'), 'AllWorkspaces'),
})

const people = createRoute({
  getParentRoute: () => frame,
  path: '/operator/users',
  validateSearch: withSearch,
  component: lazyRouteComponent(() => import('./screens/operator/people.tsx'), 'People'),
})

const members = createRoute({
  getParentRoute: () => workspace,
  path: '/members',
  validateSearch: MembersSearch,
  component: lazyRouteComponent(() => import('./screens/members/members.tsx'), 'Members'),
})

const invitations = createRoute({
  getParentRoute: () => workspace,
  path: '/members/invitations',
  validateSearch: InvitationsSearch,
  component: lazyRouteComponent(() => import('./screens/members/invitations.tsx'), 'Invitations'),
})

const roles = createRoute({
  getParentRoute: () => workspace,
  path: '/roles',
  component: lazyRouteComponent(() => import('./screens/roles/roles.tsx'), 'Roles'),
})

const usage = createRoute({
  getParentRoute: () => workspace,
  path: '/usage',
  component: lazyRouteComponent(() => import('./screens/usage/usage.tsx'), 'Usage'),
})

const workspaceSettings = createRoute({
  getParentRoute: () => workspace,
  path: '/settings',
  component: lazyRouteComponent(
    () => import('./screens/workspace-settings/workspace-settings.tsx'),
    'WorkspaceSettings',
  ),
})

const apiKeys = createRoute({
  getParentRoute: () => workspace,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('./screens/api-keys/api-keys.tsx'), 'ApiKeys'),
})

const integrations = createRoute({
  getParentRoute: () => workspace,
  path: '/integrations',
  validateSearch: IntegrationsSearch,
  component: lazyRouteComponent(() => import('./screens/integrations/integrations.tsx'), 'Integrations'),
})

const auditLog = createRoute({
  getParentRoute: () => workspace,
  path: '/audit-log',
  validateSearch: AuditSearch,
  component: lazyRouteComponent(() => import('./screens/audit-log/audit-log.tsx'), 'AuditLog'),
})

const templates = createRoute({
  getParentRoute: () => workspace,
  path: '/templates',
  validateSearch: TemplatesSearch,
  component: lazyRouteComponent(() => import('./screens/templates/templates.tsx'), 'Templates'),
})

const ownTemplates = createRoute({
  getParentRoute: () => workspace,
  path: '/templates/yours',
  validateSearch: OwnTemplatesSearch,
  component: lazyRouteComponent(() => import('./screens/templates/own-templates.tsx'), 'OwnTemplates'),
})

const home = createRoute({
  getParentRoute: () => workspace,
  path: '/',
  component: lazyRouteComponent(() => import('./screens/home/home.tsx'), 'Home'),
})

const bots = createRoute({
  getParentRoute: () => workspace,
  path: '/bots',
  validateSearch: BotsSearch,
  component: lazyRouteComponent(() => import('./screens/bots/bots.tsx'), 'Bots'),
})

const botFlow = createRoute({
  getParentRoute: () => workspace,
  path: '/bots/$botId',
  validateSearch: BotSearch,
  component: lazyRouteComponent(() => import('./screens/flow-builder/flow-builder.tsx'), 'FlowBuilder'),
})

const botVersions = createRoute({
  getParentRoute: () => workspace,
  path: '/bots/$botId/versions',
  validateSearch: VersionsSearch,
  component: lazyRouteComponent(() => import('./screens/bot/versions.tsx'), 'BotVersions'),
})

const botFields = createRoute({
  getParentRoute: () => workspace,
  path: '/bots/$botId/fields',
  validateSearch: FieldsSearch,
  component: lazyRouteComponent(() => import('./screens/bot/fields.tsx'), 'BotFields'),
})

const botChannels = createRoute({
  getParentRoute: () => workspace,
  path: '/bots/$botId/channels',
  validateSearch: ChannelsSearch,
  component: lazyRouteComponent(() => import('./screens/channels/channels.tsx'), 'BotChannels'),
})

const botWebChat = createRoute({
  getParentRoute: () => workspace,
  path: '/bots/$botId/web-chat',
  component: lazyRouteComponent(() => import('./screens/bot/web-chat.tsx'), 'BotWebChat'),
})

const botSettings = createRoute({
  getParentRoute: () => workspace,
  path: '/bots/$botId/settings',
  component: lazyRouteComponent(() => import('./screens/bot/settings.tsx'), 'BotSettings'),
})

const liveChat = createRoute({
  getParentRoute: () => workspace,
  path: '/live-chat',
  validateSearch: LiveChatSearch,
  component: lazyRouteComponent(() => import('./screens/live-chat/live-chat.tsx'), 'LiveChat'),
})

const errorLogs = createRoute({
  getParentRoute: () => workspace,
  path: '/error-logs',
  validateSearch: ErrorLogsSearch,
  component: lazyRouteComponent(() => import('./screens/error-logs/error-logs.tsx'), 'ErrorLogs'),
})

const router = createRouter({
  routeTree: root.addChildren([
    kit,
    signIn,
    signUp,
    verifyEmail,
    forgottenPassword,
    passwordReset,
    emailChange,
    setup,
    invitation,
    linkedTemplate,
    frame.addChildren([
      start,
      workspaces,
      profile,
      security,
      keyboard,
      account,
      health,
      letters,
      allWorkspaces,
      people,
      workspace.addChildren([
        home,
        bots,
        botFlow,
        botVersions,
        botChannels,
        botWebChat,
        botFields,
        botSettings,
        templates,
        ownTemplates,
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
      ]),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: Crash,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
  scrollToTopSelectors: ['#content'],
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

await speak(firstLanguage())
const place = document.getElementById('root')
if (place) {
  createRoot(place).render(
    <App>
      <RouterProvider router={router} />
    </App>,
  )
}
