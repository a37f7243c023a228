/** Screens of whoever runs the installation. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { LETTER_STATES } from '../../shared/operators.ts'
import { frame } from './parents.ts'
import { withSearch, word } from './words.ts'

const health = createRoute({
  getParentRoute: () => frame,
  path: '/operator',
  component: lazyRouteComponent(() => import('../screens/operator/health.tsx'), 'Health'),
})

const letters = createRoute({
  getParentRoute: () => frame,
  path: '/operator/letters',
  validateSearch: z.object({ status: z.enum(LETTER_STATES).optional().catch(undefined), letter: word }),
  component: lazyRouteComponent(() => import('../screens/operator/letters.tsx'), 'Letters'),
})

const allWorkspaces = createRoute({
  getParentRoute: () => frame,
  path: '/operator/workspaces',
  validateSearch: withSearch,
  component: lazyRouteComponent(() => import('../screens/operator/all-workspaces.tsx'), 'AllWorkspaces'),
})

const people = createRoute({
  getParentRoute: () => frame,
  path: '/operator/users',
  validateSearch: withSearch,
  component: lazyRouteComponent(() => import('../screens/operator/people.tsx'), 'People'),
})

export const operatorRoutes = [health, letters, allWorkspaces, people] as const
