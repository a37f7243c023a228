/** A chat in the look that is being chosen, drawn by the same rules as the web chat itself. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Box, SegmentedControl, Text } from '@mantine/core'
import { useColorScheme } from '@mantine/hooks'
import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { isDarkNow, lookOf } from '../../../shared/flow-look.ts'
import type { FlowTheme } from '../../../shared/flow-theme.ts'
import type { Workspace } from '../../../shared/workspaces.ts'
import { initialsOf } from '../../kit/person.tsx'
import classes from './chat-preview.module.css'

interface ChatPreviewProps {
  theme: FlowTheme
  workspace: Pick<Workspace, 'name' | 'logoUrl'>
}

export function ChatPreview({ theme, workspace }: ChatPreviewProps) {
  const { t } = useLingui()
  const system = useColorScheme()
  const [chosen, setChosen] = useState<'light' | 'dark' | null>(null)
  const device = chosen ?? system
  const isDark = isDarkNow(theme, device === 'dark')
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>
        <Text component="span" size="sm" fw={500}>
          <Trans>Preview</Trans>
        </Text>
        {theme.dark === 'auto' && (
          <SegmentedControl
            size="xs"
            aria-label={t`The visitor's device`}
            data={[
              { value: 'light', label: t`Light` },
              { value: 'dark', label: t`Dark` },
            ]}
            value={device}
            onChange={(value) => setChosen(value === 'dark' ? 'dark' : 'light')}
          />
        )}
      </figcaption>
      <Box className={classes.chat} data-buttons={theme.buttons} data-font={theme.font} __vars={lookOf(theme, isDark)}>
        <Head theme={theme} workspace={workspace} />
        <Talk />
        <div className={classes.composer}>
          <div className={classes.field}>
            <span>
              <Trans>Write a message</Trans>
            </span>
            <span className={classes.send}>
              <IconSend size={16} aria-hidden="true" />
            </span>
          </div>
        </div>
      </Box>
    </figure>
  )
}

function Head({ theme, workspace }: ChatPreviewProps) {
  const { kind } = theme.avatar
  const hasLogo = kind === 'logo' && workspace.logoUrl !== null
  return (
    <div className={classes.head}>
      {kind !== 'none' && (
        <span className={classes.face} aria-hidden="true">
          {hasLogo ? <img src={workspace.logoUrl ?? undefined} alt="" /> : initialsOf(workspace.name)}
        </span>
      )}
      <span className={classes.name}>{workspace.name}</span>
    </div>
  )
}

function Talk() {
  return (
    <div className={classes.talk}>
      <p className={classes.bot}>
        <Trans>Hello. What can I do for you?</Trans>
      </p>
      <div className={classes.choices}>
        <span className={classes.choice}>
          <Trans>Opening hours</Trans>
        </span>
        <span className={classes.choice}>
          <Trans>Talk to somebody</Trans>
        </span>
      </div>
      <p className={classes.visitor}>
        <Trans>Opening hours</Trans>
      </p>
      <p className={classes.bot}>
        <Trans>We are open from 9 to 18 on weekdays.</Trans>
      </p>
    </div>
  )
}
