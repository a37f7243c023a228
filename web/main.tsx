/**
 * Every screen of the dashboard: a table of `routes/` for each part of the product, put together here.
 *
 * A screen is a folder `screens/<noun>/` with a file `<noun>.tsx` that exports one component. It gets one route in the
 * table of its part, loaded when it is first visited: `createRoute({ getParentRoute: () => workspace, path: '/members',
 * component: lazyRouteComponent(() => import('../screens/members/members.tsx'), 'Members') })`, listed again at its end.
 * The parent says where it stands: `root` (no frame, for those not signed in), `frame` (signed in), `workspace` (in one).
 * Filters, tabs and what is selected live in the URL: `validateSearch`.
 */
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import '@fontsource-variable/inter/wght.css'
import './kit/tokens.css'
import './kit/base.css'
import { createRouter, RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { Crash } from './frame/crash.tsx'
import { NotFound } from './frame/not-found.tsx'
import { firstLanguage, speak } from './i18n.ts'
import { botRoutes } from './routes/bots.ts'
import { openRoutes } from './routes/open.ts'
import { operatorRoutes } from './routes/operator.ts'
import { ownRoutes } from './routes/own.ts'
import { frame, root, workspace } from './routes/parents.ts'
import { workspaceRoutes } from './routes/workspace.ts'

const router = createRouter({
  routeTree: root.addChildren([
    ...openRoutes,
    frame.addChildren([...ownRoutes, ...operatorRoutes, workspace.addChildren([...botRoutes, ...workspaceRoutes])]),
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
