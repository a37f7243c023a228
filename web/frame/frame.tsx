/** The frame around every page of a signed-in person: sidebar, top bar, notices, and the page itself. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Drawer, useMantineColorScheme } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo } from 'react'
import { speak } from '../i18n.ts'
import { ReaderContext } from '../kit/reader.ts'
import { useMe } from '../me.ts'
import classes from './frame.module.css'
import { FrameSkeleton, PageSkeleton } from './frame-skeleton.tsx'
import { Notices } from './notices.tsx'
import { ProveAgain } from './prove-again.tsx'
import { Shortcuts } from './shortcuts.tsx'
import { Sidebar } from './sidebar.tsx'
import { TopBar } from './top-bar.tsx'

/** Loaded after the page: nobody presses Mod+K first. */
const Palette = lazy(() => import('./palette.tsx').then((file) => ({ default: file.Palette })))

export function Frame() {
  return (
    <Suspense fallback={<FrameSkeleton />}>
      <SignedIn />
    </Suspense>
  )
}

function SignedIn() {
  const { user } = useMe()
  const { timezone, timeFormat, language } = user
  const reader = useMemo(() => ({ timezone, timeFormat, language }), [timezone, timeFormat, language])
  useMyTheme(user.theme)
  useMyLanguage(language)
  return (
    <ReaderContext value={reader}>
      <Layout />
      <Suspense fallback={null}>
        <Palette />
      </Suspense>
      <Shortcuts />
      <ProveAgain />
    </ReaderContext>
  )
}

function Layout() {
  const { t } = useLingui()
  const [isOpen, drawer] = useDisclosure()
  const path = useLocation({ select: (location) => location.pathname })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer closes when the page changes
  useEffect(drawer.close, [path])
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        <Trans>Skip to content</Trans>
      </a>
      <div className={classes.sidebar}>
        <Sidebar />
      </div>
      <Drawer
        opened={isOpen}
        onClose={drawer.close}
        size={288}
        padding={0}
        withCloseButton={false}
        hiddenFrom="sm"
        attributes={{ content: { 'aria-label': t`Navigation` } }}
      >
        <div className={classes.drawer}>
          <Sidebar />
        </div>
      </Drawer>
      <div className={classes.body}>
        <TopBar onMenu={drawer.open} />
        <Notices />
        <main id="content" tabIndex={-1} className={classes.main}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </div>
  )
}

/** The account's theme wins over what this browser remembered. */
function useMyTheme(theme: 'system' | 'light' | 'dark'): void {
  const { setColorScheme } = useMantineColorScheme()
  useEffect(() => setColorScheme(theme === 'system' ? 'auto' : theme), [theme, setColorScheme])
}

/** The pseudo-locale is chosen in the browser, for testing, and stays. */
function useMyLanguage(language: 'en' | 'de' | 'es'): void {
  const { i18n } = useWords()
  useEffect(() => {
    if (i18n.locale !== language && i18n.locale !== 'en-XA') void speak(language)
  }, [i18n, language])
}
