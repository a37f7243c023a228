/** The one-column page for those who are not signed in: brand, title, one form, and a line below. */
import { Trans } from '@lingui/react/macro'
import { Anchor, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Logo } from './logo.tsx'
import { useTitle } from './page.tsx'
import classes from './public-layout.module.css'

interface PublicLayoutProps {
  title: string
  lead?: ReactNode
  children: ReactNode
  /** below the card: "No account yet? Sign up" */
  below?: ReactNode
}

export function PublicLayout({ title, lead, children, below }: PublicLayoutProps) {
  useTitle(title)
  return (
    <div className={classes.root}>
      <header className={classes.brand}>
        <Anchor href="/" underline="never" c="inherit">
          <Logo size={28} />
        </Anchor>
      </header>
      <main className={classes.main} id="content">
        <div className={classes.card}>
          <Title order={1} className={classes.title}>
            {title}
          </Title>
          {lead && <Text className={classes.lead}>{lead}</Text>}
          <div className={classes.body}>{children}</div>
        </div>
        {below && <Text className={classes.below}>{below}</Text>}
      </main>
      <footer className={classes.foot}>
        <Text size="xs" c="dimmed">
          <Trans>Switchboard is open source and runs on your own server.</Trans>
        </Text>
      </footer>
    </div>
  )
}
