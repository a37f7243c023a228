/** Tells that each line of the log is as it was written, by its chain of hashes; or the first that is not (attack 104). */
import { plural } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Text } from '@mantine/core'
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { $api } from '../../api.ts'
import { useNumber } from '../../kit/reader.ts'
import { useWorkspace } from '../../me.ts'
import classes from './audit-log.module.css'

export function ChainBadge() {
  const { data } = $api.useQuery('get', '/api/workspaces/{workspace}/audit-log/verification', {
    params: { path: { workspace: useWorkspace().id } },
  })
  const number = useNumber()
  if (!data) return <div className={classes.chain} />
  if (!data.isWhole) {
    const line = number(data.brokenAt ?? 0)
    return (
      <Alert color="red" icon={<IconShieldX size={18} />} mb="md">
        <Trans>The chain is broken at line {line}: from there on the log is not as it was written.</Trans>
      </Alert>
    )
  }
  return (
    <div className={classes.chain}>
      <IconShieldCheck size={18} stroke={1.6} aria-hidden="true" className={classes.whole} />
      <Text component="span" size="sm">
        {plural(data.lines, {
          one: 'Chain verified: the # line is as it was written.',
          other: 'Chain verified: all # lines are as they were written.',
        })}
      </Text>
    </div>
  )
}
