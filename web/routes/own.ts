/** Screens of the person who is signed in, whatever the workspace. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { frame } from './parents.ts'

const start = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazyRouteComponent(() => import('../frame/start.tsx'), 'Start'),
})

const workspaces = createRoute({
  getParentRoute: () => frame,
  path: '/workspaces',
  validateSearch: z.object({ create: z.boolean().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../screens/workspaces/workspaces.tsx'), 'Workspaces'),
})

const profile = createRoute({
  getParentRoute: () => frame,
  path: '/settings',
  component: lazyRouteComponent(() => import('../screens/your-settings/profile.tsx'), 'Profile'),
})

const security = createRoute({
  getParentRoute: () => frame,
  path: '/settings/security',
  component: lazyRouteComponent(() => import('../screens/your-settings/security.tsx'), 'Security'),
})

const keyboard = createRoute({
  getParentRoute: () => frame,
  path: '/settings/keyboard',
  component: lazyRouteComponent(() => import('../screens/your-settings/keyboard.tsx'), 'Keyboard'),
})

const account = createRoute({
  getParentRoute: () => frame,
  path: '/settings/account',
  component: lazyRouteComponent(() => import('../screens/your-settings/account.tsx'), 'Account'),
})

export const ownRoutes = [start, workspaces, profile, security, keyboard, account] as const
