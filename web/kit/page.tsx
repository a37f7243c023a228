/** A page: its title, one sentence of what it is for, the primary action at the right, then the content. */
import { Text, Title } from '@mantine/core'
import { type ReactNode, useContext, useEffect } from 'react'
import { WorkspaceContext } from '../me.ts'
import classes from './page.module.css'

interface PageProps {
  title: string
  /** one sentence of what the page is for */
  lead?: ReactNode
  /** the primary action, a Button with a verb */
  action?: ReactNode
  /** narrow: forms; normal: up to 1,200 px; full: tables and inbox; bleed: the builder, which fills the window under a low head */
  width?: 'narrow' | 'normal' | 'full' | 'bleed'
  /** tabs that lead to the page's siblings, under the head */
  tabs?: ReactNode
  children: ReactNode
}

export function Page({ title, lead, action, width = 'normal', tabs, children }: PageProps) {
  useTitle(title)
  return (
    <div className={classes.page} data-width={width}>
      <header className={classes.head}>
        <div className={classes.words}>
          <Title order={1}>{title}</Title>
          {lead && <Text className={classes.lead}>{lead}</Text>}
        </div>
        {action && <div className={classes.action}>{action}</div>}
      </header>
      {tabs && <div className={classes.tabs}>{tabs}</div>}
      {children}
    </div>
  )
}

/** Sets the browser's title: "Section · Workspace · Switchboard". */
export function useTitle(section: string): void {
  const workspace = useContext(WorkspaceContext)?.name
  useEffect(() => {
    document.title = [section, workspace, 'Switchboard'].filter(Boolean).join(' · ')
  }, [section, workspace])
}

interface SectionProps {
  title: string
  lead?: ReactNode
  action?: ReactNode
  children: ReactNode
}

/** A titled block of a page, e.g. one group of settings. */
export function Section({ title, lead, action, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <div className={classes.words}>
          <Title order={2}>{title}</Title>
          {lead && <Text className={classes.lead}>{lead}</Text>}
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}
