/** The keyboard: `g b` goes to Bots, Mod+1 to the first workspace, `?` shows them all and lets one turn single keys off. */
import { useLingui as useWords } from '@lingui/react'
import { useLingui } from '@lingui/react/macro'
import { Divider, Group, Kbd, Modal, Stack, Switch, Text, Title } from '@mantine/core'
import { useHotkeys, useWindowEvent } from '@mantine/hooks'
import { useLocation, useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { may, useMe, useWorkspaceIfAny, type Workspace } from '../me.ts'
import { isBusyElsewhere, MOD, useSingleKeys } from './keys.ts'
import { ALL_PLACES, hrefOf } from './nav.ts'
import { sameSection } from './switching.ts'

const opener = new EventTarget()

export function openShortcuts(): void {
  opener.dispatchEvent(new Event('open'))
}

export function Shortcuts() {
  const [isOpen, setIsOpen] = useState(false)
  const [isOn, setIsOn] = useSingleKeys()
  useGoSequences(isOn, () => setIsOpen(true))
  useWorkspaceKeys()
  useEffect(() => {
    const open = () => setIsOpen(true)
    opener.addEventListener('open', open)
    return () => opener.removeEventListener('open', open)
  }, [])
  return <ShortcutSheet isOpen={isOpen} onClose={() => setIsOpen(false)} isOn={isOn} onSwitch={setIsOn} />
}

/** `g` and then a letter within a second; `?` for the sheet. */
function useGoSequences(isOn: boolean, showSheet: () => void): void {
  const router = useRouter()
  const workspace = useWorkspaceIfAny()
  const pressedG = useRef(0)
  useWindowEvent('keydown', (event) => {
    if (!isOn || isBusyElsewhere(event)) return
    if (event.key === '?') return showSheet()

    const isSecond = Date.now() - pressedG.current < 1000
    pressedG.current = event.key === 'g' ? Date.now() : 0
    if (!isSecond || !workspace) return
    const place = ALL_PLACES.find((candidate) => candidate.key === event.key && may(workspace, candidate.needs))
    if (place) router.history.push(hrefOf(workspace.id, place.path))
  })
}

function useWorkspaceKeys(): void {
  const router = useRouter()
  const path = useLocation({ select: (location) => location.pathname })
  const { workspaces } = useMe()
  const go = (workspace: Workspace) => () => router.history.push(sameSection(path, workspace))
  useHotkeys(
    workspaces.slice(0, 9).map((workspace, index) => [`mod+${index + 1}`, go(workspace)]),
    [],
  )
}

interface ShortcutSheetProps {
  isOpen: boolean
  onClose: () => void
  isOn: boolean
  onSwitch: (isOn: boolean) => void
}

function ShortcutSheet({ isOpen, onClose, isOn, onSwitch }: ShortcutSheetProps) {
  const { t } = useLingui()
  const { _ } = useWords()
  const places = ALL_PLACES.filter((place) => place.key)
  return (
    <Modal opened={isOpen} onClose={onClose} title={t`Keyboard shortcuts`}>
      <Stack gap="lg">
        <KeyList
          title={t`Anywhere`}
          keys={[
            [t`Search or go to`, `${MOD.trim()} K`],
            [t`Switch to workspace 1 to 9`, `${MOD.trim()} 1…9`],
            [t`Show this list`, '?'],
          ]}
        />
        <KeyList title={t`Go to`} keys={places.map((place) => [_(place.label), `g ${place.key}`])} />
        <Divider />
        <Switch
          checked={isOn}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
          label={t`Single-key shortcuts`}
          description={t`Turn them off if you use speech input or press keys by accident.`}
        />
      </Stack>
    </Modal>
  )
}

function KeyList({ title, keys }: { title: string; keys: [string, string][] }) {
  return (
    <section aria-label={title}>
      <Title order={3} mb={8}>
        {title}
      </Title>
      <Stack gap={6}>
        {keys.map(([label, combination]) => (
          <Group key={label} justify="space-between" wrap="nowrap">
            <Text size="sm" c="dimmed">
              {label}
            </Text>
            <Group gap={4} wrap="nowrap">
              {combination.split(' ').map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </section>
  )
}
