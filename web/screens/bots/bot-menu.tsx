/** The menu at a bot's row: open it, its chat page, pause or resume, copy, take out, make a template, delete. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconCopy,
  IconDots,
  IconDownload,
  IconExternalLink,
  IconPackage,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import type { Bot } from '../../../shared/bots.ts'
import { useMay, useWorkspace } from '../../me.ts'
import { hasPower } from './bot-list.ts'
import { useChangeStatus } from './change-status.ts'
import { useCopy, useExport } from './export-bot.ts'

export function BotMenu({ bot, onDelete }: { bot: Bot; onDelete: () => void }) {
  const { t } = useLingui()
  const router = useRouter()
  const { id } = useWorkspace()
  const mayManage = useMay('bots:manage') && hasPower(bot, 'editor')
  const { name } = bot
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon aria-label={t`Actions for ${name}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={16} />}
          onClick={() => router.history.push(`/w/${id}/bots/${bot.id}`)}
        >
          <Trans>Open</Trans>
        </Menu.Item>
        <Menu.Item
          component="a"
          href={bot.pageUrl}
          target="_blank"
          rel="noreferrer"
          leftSection={<IconExternalLink size={16} />}
        >
          <Trans>Open the chat page</Trans>
        </Menu.Item>
        {mayManage && <Managing bot={bot} onDelete={onDelete} />}
      </Menu.Dropdown>
    </Menu>
  )
}

function Managing({ bot, onDelete }: { bot: Bot; onDelete: () => void }) {
  const router = useRouter()
  const { id, access } = useWorkspace()
  const mayShare = useMay('templates:manage')
  const changeStatus = useChangeStatus()
  const copy = useCopy()
  const takeOut = useExport()
  return (
    <>
      <Menu.Item
        leftSection={bot.status === 'live' ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
        onClick={() => changeStatus(bot)}
      >
        {bot.status === 'live' ? <Trans>Pause</Trans> : <Trans>Resume</Trans>}
      </Menu.Item>
      <Menu.Divider />
      {access === 'complete' && (
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => copy(bot)}>
          <Trans>Duplicate</Trans>
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => void takeOut(bot)}>
        <Trans>Export as a file</Trans>
      </Menu.Item>
      {mayShare && (
        <Menu.Item
          leftSection={<IconPackage size={16} />}
          onClick={() => router.history.push(`/w/${id}/templates/yours?make=${bot.id}`)}
        >
          <Trans>Make a template</Trans>
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item color="var(--sb-danger-text)" leftSection={<IconTrash size={16} />} onClick={onDelete}>
        <Trans>Delete</Trans>
      </Menu.Item>
    </>
  )
}
