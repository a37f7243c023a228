/** Notices that concern every page: the network or the live connection is gone. */
import { Trans } from '@lingui/react/macro'
import { useNetwork } from '@mantine/hooks'
import { IconCloudOff } from '@tabler/icons-react'
import { useLate } from '../kit/late.ts'
import { useLiveState } from '../live.ts'
import classes from './notices.module.css'

export function Notices() {
  const { online } = useNetwork()
  const live = useLiveState()
  return (
    <div role="status">
      {online && live === 'retrying' && <NotLive />}
      {!online && (
        <div className={classes.offline}>
          <IconCloudOff size={16} aria-hidden="true" />
          <Trans>
            You are offline. What you see may be out of date; it updates by itself when the connection is back.
          </Trans>
        </div>
      )}
    </div>
  )
}

/** Shown only when a break lasts: most are over in a second. */
function NotLive() {
  const isLate = useLate(3000)
  if (!isLate) return null
  return (
    <div className={classes.offline}>
      <IconCloudOff size={16} aria-hidden="true" />
      <Trans>The live connection is gone. It is tried again by itself; until then reload to see what is new.</Trans>
    </div>
  )
}
