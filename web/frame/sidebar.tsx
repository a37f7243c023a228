/** The left side: which workspace, where to go in it, and help at the foot. */
import { plural } from '@lingui/core/macro'
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import {
  IconArrowLeft,
  IconBook,
  IconBuildingStore,
  IconKeyboard,
  IconLifebuoy,
  IconServer,
  IconUserCircle,
} from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { refresh } from '../api.ts'
import { useLiveIn } from '../live.ts'
import { may, useMe, useWorkspaceIfAny, type Workspace } from '../me.ts'
import { homeOf } from './last-workspace.ts'
import { hrefOf, PLACES, type Place, placeOf } from './nav.ts'
import { openShortcuts } from './shortcuts.tsx'
import classes from './sidebar.module.css'
import { useSupportLinks } from './support-links.ts'
import { WorkspaceSwitcher } from './workspace-switcher.tsx'

export function Sidebar() {
  const { t } = useLingui()
  const workspace = useWorkspaceIfAny()
  return (
    <div className={classes.root}>
      <div className={classes.top}>
        <WorkspaceSwitcher />
      </div>
      <nav aria-label={t`Main`} className={classes.nav}>
        {workspace ? <Places workspace={workspace} /> : <PersonalPlaces />}
      </nav>
      <Help />
    </div>
  )
}

function Places({ workspace }: { workspace: Workspace }) {
  const { _ } = useWords()
  const groups = PLACES.map((group) => ({
    ...group,
    places: group.places.filter((place) => may(workspace, place.needs)),
  }))
  return groups.map(
    (group) =>
      group.places.length > 0 && (
        <div key={group.id} className={classes.group}>
          {group.label && <Text className={classes.label}>{_(group.label)}</Text>}
          {group.places.map((place) => (
            <PlaceLink key={place.path} place={place} workspace={workspace} />
          ))}
        </div>
      ),
  )
}

function PlaceLink({ place, workspace }: { place: Place; workspace: Workspace }) {
  const { _ } = useWords()
  const current = useLocation({ select: (location) => placeOf(location.pathname) })
  return (
    <SideLink
      href={hrefOf(workspace.id, place.path)}
      icon={<place.icon size={18} stroke={1.6} />}
      isCurrent={current === place}
    >
      {_(place.label)}
      {place.path === 'live-chat' && <Unread />}
    </SideLink>
  )
}

const UNREAD = [
  'message.received',
  'conversation.read',
  'conversation.handed-over',
  'conversation.taken-over',
  'conversation.given-back',
  'conversation.resolved',
  'conversation.reopened',
]

/** How many conversations wait for the team with something unread. */
function Unread() {
  const workspace = useWorkspaceIfAny()
  const renew = useDebouncedCallback(() => refresh('/api/me'), 500)
  useLiveIn(workspace?.id, UNREAD, renew)
  const count = workspace?.unread ?? 0
  if (count === 0) return null
  return (
    <span className={classes.count} data-tabular>
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <VisuallyHidden>
        {plural(count, { one: '# conversation unread', other: '# conversations unread' })}
      </VisuallyHidden>
    </span>
  )
}

function PersonalPlaces() {
  const me = useMe()
  const path = useLocation({ select: (location) => location.pathname })
  return (
    <div className={classes.group}>
      {me.workspaces.length > 0 && (
        <SideLink href={homeOf(me)} icon={<IconArrowLeft size={18} stroke={1.6} />}>
          <Trans>Back to the workspace</Trans>
        </SideLink>
      )}
      <SideLink
        href="/workspaces"
        icon={<IconBuildingStore size={18} stroke={1.6} />}
        isCurrent={path.startsWith('/workspaces')}
      >
        <Trans>Workspaces</Trans>
      </SideLink>
      <SideLink
        href="/settings"
        icon={<IconUserCircle size={18} stroke={1.6} />}
        isCurrent={path.startsWith('/settings')}
      >
        <Trans>Your settings</Trans>
      </SideLink>
      {me.user.isOperator && (
        <SideLink
          href="/operator"
          icon={<IconServer size={18} stroke={1.6} />}
          isCurrent={path.startsWith('/operator')}
        >
          <Trans>Installation</Trans>
        </SideLink>
      )}
    </div>
  )
}

function Help() {
  const { t } = useLingui()
  const support = useSupportLinks()
  return (
    <nav aria-label={t`Help`} className={classes.help}>
      {support.slice(0, 3).map((link) => (
        <a key={link.url} href={link.url} target="_blank" rel="noreferrer" className={classes.link}>
          <IconLifebuoy size={18} stroke={1.6} aria-hidden="true" />
          {link.label}
        </a>
      ))}
      <a href="/docs" target="_blank" rel="noreferrer" className={classes.link}>
        <IconBook size={18} stroke={1.6} aria-hidden="true" />
        <Trans>API reference</Trans>
      </a>
      <UnstyledButton className={classes.link} onClick={openShortcuts}>
        <IconKeyboard size={18} stroke={1.6} aria-hidden="true" />
        <Trans>Keyboard shortcuts</Trans>
      </UnstyledButton>
    </nav>
  )
}

interface SideLinkProps {
  href: string
  icon: ReactNode
  isCurrent?: boolean
  children: ReactNode
}

function SideLink({ href, icon, isCurrent = false, children }: SideLinkProps) {
  return (
    <Link
      to={href}
      className={classes.link}
      aria-current={isCurrent ? 'page' : undefined}
      activeOptions={EXACT}
      activeProps={NOTHING}
    >
      {icon}
      {children}
    </Link>
  )
}

/** Which place is current is told by us, not by the router: a bot's page belongs to Bots, not to Home. */
const EXACT = { exact: true }
const NOTHING = {}
