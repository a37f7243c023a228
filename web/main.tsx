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
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { useLingui } from '@lingui/react/macro'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api.ts'
import { Crash } from './frame/crash.tsx'
import { NotFound, NotFoundAnywhere } from './frame/not-found.tsx'
import { firstLanguage, speak } from './i18n.ts'
import { colorSchemeManager, cssVariables, themeWith } from './kit/theme.ts'

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

const router = createRouter({
  routeTree: root.addChildren([kit, frame.addChildren([start, workspace.addChildren([])])]),
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

function App() {
  return (
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <Dressed>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
            <Notifications position="top-center" limit={4} containerWidth={420} />
          </QueryClientProvider>
        </Dressed>
      </I18nProvider>
    </StrictMode>
  )
}

function Dressed({ children }: { children: ReactNode }) {
  const { t } = useLingui()
  return (
    <MantineProvider
      theme={themeWith({ close: t`Close`, showPassword: t`Show password` })}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      {children}
    </MantineProvider>
  )
}

/** The server writes a fresh nonce into the page; styles injected at run time carry it. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.content ?? ''
}

await speak(firstLanguage())
const place = document.getElementById('root')
if (place) createRoot(place).render(<App />)
