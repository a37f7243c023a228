/** The head of a form: what is selected, and what can be done with it. */
import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { BlockIcon } from '../words/block-icons.ts'
import classes from './inspector.module.css'

interface PanelHeadProps {
  icon?: BlockIcon | undefined
  category?: string | undefined
  title: ReactNode
  sub?: ReactNode
  /** items of the menu */
  actions?: ReactNode
  /** what the menu is for: the name of what is selected */
  name: string
}

export function PanelHead({ icon: Icon, category, title, sub, actions, name }: PanelHeadProps) {
  const { t } = useLingui()
  return (
    <header className={classes.head}>
      {Icon && (
        <span className={classes.icon} data-category={category}>
          <Icon size={18} stroke={1.6} aria-hidden="true" />
        </span>
      )}
      <div className={classes.headWords}>
        {title}
        {sub && <div className={classes.sub}>{sub}</div>}
      </div>
      {actions && (
        <Menu>
          <Menu.Target>
            <ActionIcon aria-label={t`Actions for ${name}`}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>{actions}</Menu.Dropdown>
        </Menu>
      )}
    </header>
  )
}
