/** The quiet bar above each page: where I am, search, help and my own menu. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Kbd, Menu, Text, UnstyledButton } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import { IconBook, IconHelpCircle, IconKeyboard, IconLifebuoy, IconMenu2, IconSearch } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useWorkspaceIfAny } from '../me.ts'
import { useCrumbs } from './crumbs.ts'
import { MOD } from './keys.ts'
import { hrefOf, placeOf } from './nav.ts'
import { openShortcuts } from './shortcuts.tsx'
import { useSupportLinks } from './support-links.ts'
import classes from './top-bar.module.css'
import { UserMenu } from './user-menu.tsx'

export function TopBar({ onMenu }: { onMenu: () => void }) {
  const { t } = useLingui()
  return (
    <header className={classes.bar}>
      <ActionIcon className={classes.menu} size="lg" onClick={onMenu} aria-label={t`Open navigation`}>
        <IconMenu2 size={20} stroke={1.6} />
      </ActionIcon>
      <Breadcrumb />
      <div className={classes.right}>
        <UnstyledButton className={classes.search} onClick={spotlight.open}>
          <IconSearch size={16} aria-hidden="true" />
          <span className={classes.searchWord}>
            <Trans>Search or go to</Trans>
          </span>
          <Kbd className={classes.searchKey} aria-hidden="true">
            {MOD}K
          </Kbd>
        </UnstyledButton>
        <HelpMenu />
        <UserMenu />
      </div>
    </header>
  )
}

function Breadcrumb() {
  const { t } = useLingui()
  const { _ } = useWords()
  const workspace = useWorkspaceIfAny()
  const path = useLocation({ select: (location) => location.pathname })
  const deeper = useCrumbs()
  const place = placeOf(path)
  const crumbs = [
    ...(workspace ? [{ label: workspace.name, href: hrefOf(workspace.id, '') }] : []),
    ...(workspace && place && place.path !== ''
      ? [{ label: _(place.label), href: hrefOf(workspace.id, place.path) }]
      : []),
    ...deeper,
  ]
  return (
    <nav aria-label={t`Breadcrumb`} className={classes.crumbs}>
      <ol>
        {crumbs.map((crumb, index) => (
          <li key={crumb.href}>
            {index === crumbs.length - 1 ? (
              <Text component="span" className={classes.here} aria-current="page">
                {crumb.label}
              </Text>
            ) : (
              <Link to={crumb.href} className={classes.crumb}>
                {crumb.label}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function HelpMenu() {
  const { t } = useLingui()
  const support = useSupportLinks()
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon size="lg" aria-label={t`Help`} className={classes.help}>
          <IconHelpCircle size={20} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {support.map((link) => (
          <Menu.Item
            key={link.url}
            component="a"
            href={link.url}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconLifebuoy size={16} />}
          >
            {link.label}
          </Menu.Item>
        ))}
        <Menu.Item component="a" href="/docs" target="_blank" rel="noreferrer" leftSection={<IconBook size={16} />}>
          <Trans>API reference</Trans>
        </Menu.Item>
        <Menu.Item
          onClick={openShortcuts}
          leftSection={<IconKeyboard size={16} />}
          rightSection={<Kbd size="xs">?</Kbd>}
        >
          <Trans>Keyboard shortcuts</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
