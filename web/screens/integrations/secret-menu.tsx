/** What can be done with a secret, at the end of its row. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'

interface SecretMenuProps {
  name: string
  onAct: (kind: 'change' | 'remove') => void
}

export function SecretMenu({ name, onAct: act }: SecretMenuProps) {
  const { t } = useLingui()
  const dots = useRef<HTMLButtonElement>(null)
  // The dialog gives the focus back to where it was; the menu's item is gone by then.
  const onAct = (kind: 'change' | 'remove') => {
    dots.current?.focus()
    act(kind)
  }
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon ref={dots} size="lg" aria-label={t`Manage ${name}`}>
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconRefresh size={16} />} onClick={() => onAct('change')}>
          <Trans>New value or hosts</Trans>
        </Menu.Item>
        <Menu.Item c="red" leftSection={<IconTrash size={16} />} onClick={() => onAct('remove')}>
          <Trans>Remove</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
