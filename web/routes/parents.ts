/** What screens stand in: nothing (for those who are not signed in), the frame (signed in), or a workspace. */
import { createRootRoute, createRoute, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { Crash } from '../frame/crash.tsx'
import { NotFound, NotFoundAnywhere } from '../frame/not-found.tsx'

export const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundAnywhere, errorComponent: Crash })

export const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: lazyRouteComponent(() => import('../frame/frame.tsx'), 'Frame'),
  notFoundComponent: NotFound,
})

export const workspace = createRoute({
  getParentRoute: () => frame,
  path: '/w/$workspaceId',
  component: lazyRouteComponent(() => import('../frame/workspace-frame.tsx'), 'WorkspaceFrame'),
  notFoundComponent: NotFound,
})
