/** Top left: the workspace's name opens all workspaces I am in, my invitations, and the way to make or manage them (W11). */
import { plural } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Combobox, Group, Text, UnstyledButton, useCombobox, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconLayoutGrid, IconMailOpened, IconPlus, IconSelector } from '@tabler/icons-react'
import { useLocation, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { Logo } from '../kit/logo.tsx'
import { Face } from '../kit/person.tsx'
import { useRoleName } from '../kit/role-badge.tsx'
import { useMe, useWorkspaceIfAny, type Workspace } from '../me.ts'
import { sameSection } from './switching.ts'
import classes from './workspace-switcher.module.css'

/** From so many on, a search field helps. */
const SEARCH_FROM = 6

export function WorkspaceSwitcher() {
  const { t } = useLingui()
  const { workspaces, invitations } = useMe()
  const current = useWorkspaceIfAny()
  const go = useGo()
  const [search, setSearch] = useState('')
  const combobox = useCombobox({
    onDropdownOpen: () =>
      workspaces.length >= SEARCH_FROM ? combobox.focusSearchInput() : combobox.selectActiveOption(),
    onDropdownClose: () => {
      setSearch('')
      combobox.resetSelectedOption()
      combobox.focusTarget()
    },
  })
  const found = workspaces.filter((workspace) => workspace.name.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      width={300}
      shadow="lg"
      radius="md"
      onOptionSubmit={(href) => {
        combobox.closeDropdown()
        go(href)
      }}
    >
      <Combobox.Target targetType="button">
        <UnstyledButton className={classes.target} onClick={() => combobox.toggleDropdown()}>
          {current ? <CurrentName workspace={current} /> : <Logo size={24} />}
          <VisuallyHidden>
            <Trans>Switch workspace</Trans>
          </VisuallyHidden>
          <IconSelector size={16} className={classes.chevron} aria-hidden="true" />
        </UnstyledButton>
      </Combobox.Target>
      <Combobox.Dropdown>
        {workspaces.length >= SEARCH_FROM && (
          <Combobox.Search
            value={search}
            onChange={(event) => {
              setSearch(event.currentTarget.value)
              combobox.updateSelectedOptionIndex()
            }}
            placeholder={t`Find a workspace`}
            aria-label={t`Find a workspace`}
          />
        )}
        <Combobox.Options aria-label={t`Workspaces`} mah={420} className={classes.options}>
          {found.map((workspace) => (
            <WorkspaceOption
              key={workspace.id}
              workspace={workspace}
              place={workspaces.indexOf(workspace)}
              isCurrent={workspace === current}
            />
          ))}
          {found.length === 0 && workspaces.length > 0 && (
            <Combobox.Empty>
              <Trans>No workspace with this name</Trans>
            </Combobox.Empty>
          )}
          <div className={classes.rest}>
            {invitations.length > 0 && (
              <Combobox.Option value="/workspaces">
                <Group gap={10} wrap="nowrap">
                  <IconMailOpened size={18} stroke={1.6} aria-hidden="true" />
                  <span>
                    <Trans>Invitations waiting: {invitations.length}</Trans>
                  </span>
                </Group>
              </Combobox.Option>
            )}
            <Combobox.Option value="/workspaces?create=true">
              <Group gap={10} wrap="nowrap">
                <IconPlus size={18} stroke={1.6} aria-hidden="true" />
                <span>
                  <Trans>Create workspace</Trans>
                </span>
              </Group>
            </Combobox.Option>
            <Combobox.Option value="/workspaces#all">
              <Group gap={10} wrap="nowrap">
                <IconLayoutGrid size={18} stroke={1.6} aria-hidden="true" />
                <span>
                  <Trans>Manage workspaces</Trans>
                </span>
              </Group>
            </Combobox.Option>
          </div>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function CurrentName({ workspace }: { workspace: Workspace }) {
  return (
    <>
      <Face name={workspace.name} photoUrl={workspace.logoUrl} size={24} shape="square" />
      <Text component="span" className={classes.name}>
        {workspace.name}
      </Text>
    </>
  )
}

function WorkspaceOption({ workspace, place, isCurrent }: { workspace: Workspace; place: number; isCurrent: boolean }) {
  const role = useRoleName()(workspace.role)
  const path = useLocation({ select: (location) => location.pathname })
  return (
    <Combobox.Option
      value={sameSection(path, workspace)}
      active={isCurrent}
      onClick={(event) => openAside(event, `/w/${workspace.id}`)}
    >
      <Group gap={10} wrap="nowrap">
        <Face name={workspace.name} photoUrl={workspace.logoUrl} size={28} shape="square" />
        <div className={classes.words}>
          <Text component="span" className={classes.name}>
            {workspace.name}
          </Text>
          <Text component="span" className={classes.role}>
            {role} · <Plural value={workspace.members} one="# member" other="# members" />
          </Text>
        </div>
        {workspace.unread > 0 && !isCurrent && <Unread count={workspace.unread} />}
        {isCurrent ? (
          <IconCheck size={16} aria-hidden="true" />
        ) : (
          place < 9 && <kbd className={classes.key}>{place + 1}</kbd>
        )}
      </Group>
    </Combobox.Option>
  )
}

function Unread({ count }: { count: number }) {
  return (
    <span className={classes.count} data-tabular>
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <VisuallyHidden>
        {plural(count, { one: '# conversation unread', other: '# conversations unread' })}
      </VisuallyHidden>
    </span>
  )
}

/** Mod+click opens another tab, as on any link. */
function openAside(event: React.MouseEvent, href: string): void {
  if (!event.metaKey && !event.ctrlKey) return
  event.preventDefault()
  event.stopPropagation()
  window.open(href, '_blank', 'noopener')
}

function useGo(): (href: string) => void {
  const router = useRouter()
  return (href) => router.history.push(href)
}
