/** The address of the bot's own page, as a link and as a code for phones. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Group, Skeleton, Text } from '@mantine/core'
import { IconDownload, IconExternalLink } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import classes from './bot.module.css'

export function ChatPage({ bot }: { bot: Bot }) {
  const { t } = useLingui()
  const picture = useQrCode(bot.pageUrl)
  return (
    <div className={classes.page}>
      {picture ? (
        <img className={classes.qr} src={picture} alt={t`QR code of the chat page`} />
      ) : (
        <Skeleton className={classes.qr} />
      )}
      <div className={classes.address}>
        <Anchor href={bot.pageUrl} target="_blank" rel="noreferrer">
          {bot.pageUrl}
        </Anchor>
        <Text size="sm" c="dimmed" mt={4}>
          <Trans>Point a phone's camera at the code to open the chat.</Trans>
        </Text>
        <Group gap="xs" mt="md">
          <Button
            component="a"
            href={bot.pageUrl}
            target="_blank"
            rel="noreferrer"
            variant="default"
            leftSection={<IconExternalLink size={16} />}
          >
            <Trans>Open</Trans>
          </Button>
          <CopyButton value={bot.pageUrl} label={t`Copy link`} look="button" />
          {picture && (
            <Button
              component="a"
              href={picture}
              download={`${bot.name}.svg`}
              variant="default"
              leftSection={<IconDownload size={16} />}
            >
              <Trans>Save the code</Trans>
            </Button>
          )}
        </Group>
      </div>
    </div>
  )
}

/** Drawn here in the browser; the library is loaded only for it. */
function useQrCode(text: string): string | null {
  const [picture, setPicture] = useState<string | null>(null)
  useEffect(() => {
    let isCurrent = true
    void draw(text).then((drawn) => isCurrent && setPicture(drawn))
    return () => {
      isCurrent = false
    }
  }, [text])
  return picture
}

async function draw(text: string): Promise<string> {
  const { toString: write } = await import('qrcode')
  const svg = await write(text, { type: 'svg', margin: 1 })
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
}
