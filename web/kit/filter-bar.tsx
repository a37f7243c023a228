/** The row above a list: search at the left, filters beside it, a way to clear them, extras at the right. */
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './filter-bar.module.css'

interface FilterBarProps {
  /** SearchField and Selects */
  children: ReactNode
  /** given when any filter is set */
  onClear?: () => void
  extras?: ReactNode
}

export function FilterBar({ children, onClear, extras }: FilterBarProps) {
  return (
    <search className={classes.bar}>
      {children}
      {onClear && (
        <Button variant="subtle" color="gray" onClick={onClear}>
          <Trans>Clear filters</Trans>
        </Button>
      )}
      {extras && <div className={classes.extras}>{extras}</div>}
    </search>
  )
}
