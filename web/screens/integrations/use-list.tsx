/** The flows that use an integration, each a link to where it is built. */
import { useLingui } from '@lingui/react/macro'
import type { IntegrationInfo } from '../../../shared/integrations.ts'
import { LinkAnchor } from '../../kit/links.tsx'
import { useWorkspace } from '../../me.ts'
import classes from './integrations.module.css'

export function UseList({ usedBy }: Pick<IntegrationInfo, 'usedBy'>) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  return (
    <ul className={classes.uses} aria-label={t`Flows that use it`}>
      {usedBy.map(({ botId, botName, flowId, flowName }) => (
        <li key={flowId}>
          <LinkAnchor
            to="/w/$workspaceId/bots/$botId"
            params={{ workspaceId: id, botId }}
            search={{ flow: flowId }}
            size="sm"
          >
            {t`${botName}: ${flowName}`}
          </LinkAnchor>
        </li>
      ))}
    </ul>
  )
}
