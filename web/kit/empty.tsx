/** What stands where a list would be: nothing there yet, nothing found, or not allowed. Three different things, said differently. */
import { Trans } from '@lingui/react/macro'
import { Anchor, Button, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Role } from '../../shared/roles.ts'
import { Drawing, type DrawingName } from './drawings.tsx'
import classes from './empty.module.css'
import { useRoleName } from './role-badge.tsx'

interface EmptyProps {
  drawing: DrawingName
  /** what is missing: "No bots yet" */
  title: string
  /** what it is for, one or two sentences */
  children: ReactNode
  /** the one thing to do */
  action?: ReactNode
  learn?: { label: string; href: string }
  /** it is the whole page: then its title is the page's */
  isPage?: boolean
}

export function Empty({ drawing, title, children, action, learn, isPage = false }: EmptyProps) {
  return (
    <div className={classes.root}>
      <Drawing name={drawing} />
      <Title order={isPage ? 1 : 2} className={classes.title}>
        {title}
      </Title>
      <Text className={classes.text}>{children}</Text>
      {action && <div className={classes.action}>{action}</div>}
      {learn && (
        <Anchor href={learn.href} size="sm">
          {learn.label}
        </Anchor>
      )}
    </div>
  )
}

/** A search or filter that nothing fits. */
export function NoResults({ onClear }: { onClear: () => void }) {
  return (
    <div className={classes.root}>
      <Drawing name="search" />
      <Title order={2} className={classes.title}>
        <Trans>Nothing matches these filters</Trans>
      </Title>
      <Text className={classes.text}>
        <Trans>Try another word, or show everything again.</Trans>
      </Text>
      <div className={classes.action}>
        <Button variant="default" onClick={onClear}>
          <Trans>Clear filters</Trans>
        </Button>
      </div>
    </div>
  )
}

interface NotAllowedProps {
  /** the least role that may see it */
  needs: Role
  isPage?: boolean
}

/** A part that this role may not see; says which role may, and who grants it. */
export function NotAllowed({ needs, isPage = false }: NotAllowedProps) {
  const name = useRoleName()(needs)
  return (
    <div className={classes.root}>
      <Drawing name="locked" />
      <Title order={isPage ? 1 : 2} className={classes.title}>
        <Trans>This needs the role {name}</Trans>
      </Title>
      <Text className={classes.text}>
        <Trans>An owner of this workspace can change your role on the Members page.</Trans>
      </Text>
    </div>
  )
}
