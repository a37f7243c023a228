/** What stands around every screen: language, look, and the memory of what was fetched. */
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { useLingui } from '@lingui/react/macro'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode } from 'react'
import { queryClient } from './api.ts'
import { colorSchemeManager, cssVariables, themeWith } from './kit/theme.ts'

export function App({ children }: { children: ReactNode }) {
  return (
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <Dressed>
          <QueryClientProvider client={queryClient}>
            {children}
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
