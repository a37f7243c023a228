/** Whether one looks at the draft, which is changed here, or at what is live. */
import { useLingui } from '@lingui/react/macro'
import { SegmentedControl, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { FlowInfo } from '../../../../shared/flows.ts'
import { Time } from '../../../kit/time.tsx'
import classes from './bar.module.css'

interface ShownStateProps {
  version: NonNullable<FlowInfo['publishedVersion']>
  isLive: boolean
}

export function ShownState({ version: { number, publishedAt }, isLive }: ShownStateProps) {
  const { t } = useLingui()
  const navigate = useNavigate({ from: '/w/$workspaceId/bots/$botId' })
  const show = (value: string) =>
    void navigate({
      search: (before) => ({ ...before, show: value === 'live' ? ('live' as const) : undefined }),
      replace: true,
    })
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t`State of the flow`}
        value={isLive ? 'live' : 'draft'}
        onChange={show}
        data={[
          { value: 'draft', label: t`Draft` },
          { value: 'live', label: t`Live` },
        ]}
      />
      {isLive && (
        <Text size="sm" c="dimmed" component="span" className={classes.wide}>
          {t`Version ${number}`} · <Time at={publishedAt} show="relative" />
        </Text>
      )}
    </>
  )
}
