/** What a page adds to the breadcrumb, e.g. the name of the bot it shows. */
import { useEffect, useSyncExternalStore } from 'react'

export interface Crumb {
  label: string
  href: string
}

let crumbs: readonly Crumb[] = []
const watchers = new Set<() => void>()

/** Puts one more step behind the section's name while this page is shown; nothing while the label is still unknown. */
export function useCrumb(label: string | undefined, href: string): void {
  useEffect(() => {
    if (!label) return
    const crumb = { label, href }
    set([...crumbs, crumb])
    return () => set(crumbs.filter((other) => other !== crumb))
  }, [label, href])
}

export function useCrumbs(): readonly Crumb[] {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed)
      return () => watchers.delete(changed)
    },
    () => crumbs,
  )
}

function set(next: readonly Crumb[]): void {
  crumbs = next
  for (const watcher of watchers) watcher()
}
