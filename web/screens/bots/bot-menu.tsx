/** The menu at a bot's row: open it, its chat page, pause or resume, delete. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconExternalLink, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import type { Bot } from '../../../shared/bots.ts'
import { useMay } from '../../me.ts'
import { hasPower } from './bot-list.ts'
import { useChangeStatus } from './change-status.ts'

export function BotMenu({ bot, onDelete }: { bot: Bot; onDelete: () => void }) {
  const { t } = useLingui()
  const mayManage = useMay('bots:manage') && hasPower(bot, 'editor')
  const changeStatus = useChangeStatus()
  const { name } = bot
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t`Actions for ${name}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component="a"
          href={bot.pageUrl}
          target="_blank"
          rel="noreferrer"
          leftSection={<IconExternalLink size={16} />}
        >
          <Trans>Open the chat page</Trans>
        </Menu.Item>
        {mayManage && (
          <>
            <Menu.Item
              leftSection={bot.status === 'live' ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
              onClick={() => changeStatus(bot)}
            >
              {bot.status === 'live' ? <Trans>Pause</Trans> : <Trans>Resume</Trans>}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={onDelete}>
              <Trans>Delete</Trans>
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
