/** Whether the draft is saved: a moment ago, just now, or only in this browser. */
import { Trans } from '@lingui/react/macro'
import { Text, VisuallyHidden } from '@mantine/core'
import { IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Time } from '../../../kit/time.tsx'
import type { DraftState } from './draft.ts'
import classes from './save-state.module.css'

export function SaveState({ draft }: { draft: DraftState }) {
  const { stored, isDirty, isSaving, isOffline, conflict, error } = draft
  const isLost = isOffline || Boolean(error) || conflict !== null
  const Icon = isLost ? IconCloudOff : isDirty || isSaving ? IconCloudUp : IconCloudCheck
  return (
    <Text size="sm" component="div" className={classes.saved} data-shrinks data-lost={isLost || undefined}>
      <Icon size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.savedWords}>
        {conflict ? (
          <Trans>Waits for your choice</Trans>
        ) : isOffline ? (
          <Trans>Offline, kept locally</Trans>
        ) : error ? (
          <Trans>Not saved, kept locally</Trans>
        ) : isSaving || isDirty ? (
          <Trans>Saving</Trans>
        ) : (
          <Ago at={stored.savedAt} />
        )}
      </span>
      <VisuallyHidden role="status">{isOffline ? <Trans>Offline, kept locally</Trans> : null}</VisuallyHidden>
    </Text>
  )
}

function Ago({ at }: { at: string }) {
  const seconds = useSecondsSince(at)
  const when = <Time at={at} show="relative" />
  return seconds < 60 ? <Trans>Saved {seconds} s ago</Trans> : <Trans>Saved {when}</Trans>
}

function useSecondsSince(at: string): number {
  const [now, setNow] = useState(Date.now)
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins anew with each save
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 3000)
    return () => clearInterval(timer)
  }, [at])
  return Math.max(0, Math.round((now - Date.parse(at)) / 1000))
}
