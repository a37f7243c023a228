/** Tabs that are links: each has a URL of its own. */
import { Link, useLocation } from '@tanstack/react-router'
import classes from './link-tabs.module.css'

interface LinkTabsProps {
  label: string
  /** `also`: pages that belong to the tab besides its own */
  tabs: { label: string; href: string; count?: number; also?: string[] }[]
}

export function LinkTabs({ label, tabs }: LinkTabsProps) {
  const path = useLocation({ select: (location) => location.pathname })
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          to={tab.href}
          className={classes.tab}
          activeOptions={{ exact: true, includeSearch: false }}
          aria-current={path === tab.href ? 'page' : tab.also?.includes(path) ? 'true' : undefined}
        >
          {tab.label}
          {tab.count !== undefined && (
            <span className={classes.count} data-tabular>
              {tab.count}
            </span>
          )}
        </Link>
      ))}
    </nav>
  )
}
