/** The palette (Mod+K): go to any page, switch workspace, change theme, or do what the present page offers. */
import { useLingui as useWords } from '@lingui/react'
import { useLingui } from '@lingui/react/macro'
import { Kbd } from '@mantine/core'
import { Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useLocation, useRouter } from '@tanstack/react-router'
import { may, signOut, useMe, useWorkspaceIfAny } from '../me.ts'
import { ALL_PLACES, hrefOf } from './nav.ts'
import classes from './palette.module.css'
import { type PaletteAction, useAddedActions } from './palette-actions.ts'
import { openShortcuts } from './shortcuts.tsx'
import { sameSection } from './switching.ts'
import { useChooseTheme } from './user-menu.tsx'

export function Palette() {
  const { t } = useLingui()
  const actions = [...usePages(), ...useAddedActions(), ...useWorkspaces(), ...useGeneral()]
  return (
    <Spotlight
      classNames={{ action: classes.action, actionsGroup: classes.group, search: classes.search }}
      actions={grouped(actions)}
      nothingFound={t`Nothing with this name`}
      scrollable
      maxHeight={420}
      attributes={{ content: { 'aria-label': t`Search or go to` } }}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.6} />,
        placeholder: t`Search pages and actions`,
        'aria-label': t`Search pages and actions`,
      }}
    />
  )
}

function usePages(): PaletteAction[] {
  const { t } = useLingui()
  const { _ } = useWords()
  const router = useRouter()
  const workspace = useWorkspaceIfAny()
  if (!workspace) return []

  return ALL_PLACES.filter((place) => may(workspace, place.needs)).map((place) => ({
    id: `page-${place.path}`,
    label: _(place.label),
    group: t`Go to`,
    shortcut: place.key && `g ${place.key}`,
    onTrigger: () => router.history.push(hrefOf(workspace.id, place.path)),
  }))
}

function useWorkspaces(): PaletteAction[] {
  const { t } = useLingui()
  const router = useRouter()
  const path = useLocation({ select: (location) => location.pathname })
  const current = useWorkspaceIfAny()
  return useMe()
    .workspaces.filter((workspace) => workspace !== current)
    .map((workspace) => ({
      id: `workspace-${workspace.id}`,
      label: t`Switch to ${workspace.name}`,
      group: t`Workspaces`,
      onTrigger: () => router.history.push(sameSection(path, workspace)),
    }))
}

function useGeneral(): PaletteAction[] {
  const { t } = useLingui()
  const router = useRouter()
  const choose = useChooseTheme()
  const { user } = useMe()
  const go = (href: string) => () => router.history.push(href)
  const group = t`General`
  const actions: PaletteAction[] = [
    { id: 'create-workspace', label: t`Create workspace`, group, onTrigger: go('/workspaces?create=true') },
    { id: 'manage-workspaces', label: t`Manage workspaces`, group, onTrigger: go('/workspaces') },
    { id: 'settings', label: t`Your settings`, group, onTrigger: go('/settings') },
    { id: 'theme-light', label: t`Use the light theme`, group, onTrigger: () => choose('light') },
    { id: 'theme-dark', label: t`Use the dark theme`, group, onTrigger: () => choose('dark') },
    { id: 'theme-system', label: t`Use the system theme`, group, onTrigger: () => choose('system') },
    { id: 'shortcuts', label: t`Show keyboard shortcuts`, group, shortcut: '?', onTrigger: openShortcuts },
    { id: 'sign-out', label: t`Sign out`, group, onTrigger: () => void signOut() },
  ]
  return user.isOperator
    ? [...actions, { id: 'operator', label: t`Installation`, group, onTrigger: go('/operator') }]
    : actions
}

function grouped(actions: PaletteAction[]): { group: string; actions: SpotlightActionData[] }[] {
  return [...Map.groupBy(actions, (action) => action.group)].map(([group, members]) => ({
    group,
    actions: members.map((action) => ({
      id: action.id,
      label: action.label,
      description: action.description,
      keywords: action.keywords,
      onClick: action.onTrigger,
      rightSection: action.shortcut && <Keys keys={action.shortcut} />,
    })),
  }))
}

function Keys({ keys }: { keys: string }) {
  return (
    <span className={classes.keys} aria-hidden="true">
      {keys.split(' ').map((key) => (
        <Kbd key={key} size="xs">
          {key}
        </Kbd>
      ))}
    </span>
  )
}
