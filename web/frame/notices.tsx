/** Notices that concern every page: the connection is gone. */
import { Trans } from '@lingui/react/macro'
import { useNetwork } from '@mantine/hooks'
import { IconCloudOff } from '@tabler/icons-react'
import classes from './notices.module.css'

export function Notices() {
  const { online } = useNetwork()
  return (
    <div role="status">
      {!online && (
        <div className={classes.offline}>
          <IconCloudOff size={16} aria-hidden="true" />
          <Trans>You are offline. What you see may be old; it goes on by itself when the connection is back.</Trans>
        </div>
      )}
    </div>
  )
}
