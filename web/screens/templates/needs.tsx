/** What a template wants of the workspace, and whether it is there: accounts, secrets, people, files. */
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { GalleryTemplate } from '../../../shared/templates.ts'
import { $api } from '../../api.ts'
import { LinkAnchor } from '../../kit/links.tsx'
import { Row, Rows } from '../../kit/rows.tsx'
import { StatusDot } from '../../kit/status-dot.tsx'
import { useMay, useWorkspace } from '../../me.ts'
import { useIntegrationWords } from '../integrations/integration-words.ts'
import type { AlsoNeeded } from './also-needed.ts'
import classes from './templates.module.css'

type Wanted = Omit<GalleryTemplate['needs'], 'fields'>

export function Needs({ needs, also }: { needs: Wanted; also: AlsoNeeded }) {
  const { t } = useLingui()
  const { integrations, secrets, members, files } = needs
  const lists = integrations.length + secrets.length + members + files.length
  const isNothing = lists === 0 && !also.hours && !also.mail
  if (isNothing)
    return (
      <p className={classes.nothing}>
        <Trans>Nothing else. It works as it is.</Trans>
      </p>
    )
  return (
    <Rows>
      {integrations.map((name) => (
        <Integration key={name} name={name} />
      ))}
      {secrets.map((name) => (
        <Secret key={name} name={name} />
      ))}
      {members > 0 && (
        <Row aside={<StatusDot tone="info" label={plural(members, { one: 'in # step', other: 'in # steps' })} />}>
          <Trans>Members to assign or to notify</Trans>
        </Row>
      )}
      {also.hours && (
        <Row aside={<StatusDot tone="info" label={t`As set in the settings`} />}>
          <Settings>
            <Trans>Business hours</Trans>
          </Settings>
        </Row>
      )}
      {also.mail && (
        <Row aside={<StatusDot tone="info" label={t`Sent by this installation`} />}>
          <Trans>E-mail to people</Trans>
        </Row>
      )}
      {files.map((name) => (
        <Row key={name} aside={<Missing />}>
          <Trans>File {name}</Trans>
        </Row>
      ))}
    </Rows>
  )
}

function Integration({ name }: { name: string }) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const word = useIntegrationWords()
  const enabled = useMay('flows:edit')
  const path = { workspace: id }
  const known = $api.useQuery('get', '/api/workspaces/{workspace}/integrations', { params: { path } }, { enabled })
  const found = known.data?.find((each) => each.name === name)
  const isConnected = found?.connection?.status === 'connected'
  const label = found ? word(found.label) : name
  return (
    <Row
      aside={
        <StatusDot tone={isConnected ? 'good' : 'waiting'} label={isConnected ? t`Connected` : t`Not connected yet`} />
      }
    >
      <LinkAnchor
        to="/w/$workspaceId/integrations"
        params={{ workspaceId: id }}
        search={{ integration: name }}
        target="_blank"
      >
        {label}
      </LinkAnchor>
    </Row>
  )
}

function Secret({ name }: { name: string }) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const enabled = useMay('integrations:manage')
  const path = { workspace: id }
  const known = $api.useQuery('get', '/api/workspaces/{workspace}/secrets', { params: { path } }, { enabled })
  const isThere = known.data?.some((each) => each.name === name)
  return (
    <Row aside={isThere ? <StatusDot tone="good" label={t`Kept here`} /> : <Missing />}>
      <Trans>
        Secret <code>{name}</code>
      </Trans>
    </Row>
  )
}

function Settings({ children }: { children: ReactNode }) {
  const { id } = useWorkspace()
  return (
    <LinkAnchor to="/w/$workspaceId/settings" params={{ workspaceId: id }} target="_blank">
      {children}
    </LinkAnchor>
  )
}

function Missing() {
  const { t } = useLingui()
  return <StatusDot tone="waiting" label={t`To be added`} />
}
