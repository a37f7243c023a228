/** What the palette (Mod+K) can do: pages add their own actions while they are shown. */
import { useEffect, useSyncExternalStore } from 'react'

export interface PaletteAction {
  id: string
  label: string
  /** the heading it stands under */
  group: string
  onTrigger: () => void
  keywords?: string[]
  description?: string
  /** shown at the right, e.g. "g b" */
  shortcut?: string
}

let actions: readonly PaletteAction[] = []
const watchers = new Set<() => void>()

/** Adds actions while the calling component is shown. Pass a stable array (useMemo). */
export function usePaletteActions(added: readonly PaletteAction[]): void {
  useEffect(() => {
    set([...actions, ...added])
    return () => set(actions.filter((action) => !added.includes(action)))
  }, [added])
}

export function useAddedActions(): readonly PaletteAction[] {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed)
      return () => watchers.delete(changed)
    },
    () => actions,
  )
}

function set(next: readonly PaletteAction[]): void {
  actions = next
  for (const watcher of watchers) watcher()
}
