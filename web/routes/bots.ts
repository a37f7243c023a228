/** Screens about bots: the list, the tabs of one, and templates. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { FieldsSearch, VersionsSearch } from '../screens/bot/search.ts'
import { BotSearch, BotsSearch } from '../screens/bots/search.ts'
import { ChannelsSearch } from '../screens/channels/search.ts'
import { OwnTemplatesSearch, TemplatesSearch } from '../screens/templates/search.ts'
import { workspace } from './parents.ts'

const bots = createRoute({
  getParentRoute: () => workspace,
  path: '/bots',
  validateSearch: BotsSearch,
  component: lazyRouteComponent(() => import('../screens/bots/bots.tsx'), 'Bots'),
})

const botFlow = createRoute({
  getParentRoute: () => workspace,
  path: '/bots/$botId',
  validateSearch: BotSearch,
  component: lazyRouteComponent(() => import('../screens/flow-builder/flow-builder.tsx'), 'FlowBuilder'),
})

const botVersions = createRoute({
  getParentRoute: () => workspace,
  path: '/bots/$botId/versions',
  validateSearch: VersionsSearch,
  component: lazyRouteComponent(() => import('../screens/bot/versions.tsx'), 'BotVersions'),
})

const botChannels = createRoute({
  getParentRoute: () => workspace,
  path: '/bots/$botId/channels',
  validateSearch: ChannelsSearch,
  component: lazyRouteComponent(() => import('../screens/channels/channels.tsx'), 'BotChannels'),
})

const botWebChat = createRoute({
  getParentRoute: () => workspace,
  path: '/bots/$botId/web-chat',
  component: lazyRouteComponent(() => import('../screens/bot/web-chat.tsx'), 'BotWebChat'),
})

const botFields = createRoute({
  getParentRoute: () => workspace,
  path: '/bots/$botId/fields',
  validateSearch: FieldsSearch,
  component: lazyRouteComponent(() => import('../screens/bot/fields.tsx'), 'BotFields'),
})

const botSettings = createRoute({
  getParentRoute: () => workspace,
  path: '/bots/$botId/settings',
  component: lazyRouteComponent(() => import('../screens/bot/settings.tsx'), 'BotSettings'),
})

const templates = createRoute({
  getParentRoute: () => workspace,
  path: '/templates',
  validateSearch: TemplatesSearch,
  component: lazyRouteComponent(() => import('../screens/templates/templates.tsx'), 'Templates'),
})

const ownTemplates = createRoute({
  getParentRoute: () => workspace,
  path: '/templates/yours',
  validateSearch: OwnTemplatesSearch,
  component: lazyRouteComponent(() => import('../screens/templates/own-templates.tsx'), 'OwnTemplates'),
})

export const botRoutes = [
  bots,
  botFlow,
  botVersions,
  botChannels,
  botWebChat,
  botFields,
  botSettings,
  templates,
  ownTemplates,
] as const
