/** Headers of a request. What should stay secret is named, never written down. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Menu } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { z } from 'zod'
import { LinkAnchor } from '../../../../kit/links.tsx'
import { useMay } from '../../../../me.ts'
import type { ControlProps } from '../control.ts'
import { useForm } from '../form-context.ts'
import { useSecrets } from '../from-server.ts'
import classes from './controls.module.css'
import { type Pair, PairRows } from './pairs.tsx'
import { isSecretName, looksSecret } from './secret-words.ts'

const Pairs = z.array(z.object({ name: z.string(), value: z.string() })).catch([])

export function HeadersControl({ field, value, set, faultAt }: ControlProps) {
  const { t } = useLingui()
  const pairs = Pairs.parse(value)
  const put = (at: number, change: Partial<Pair>) =>
    set(pairs.map((pair, index) => (index === at ? { ...pair, ...change } : pair)))
  return (
    <PairRows
      label={field.label}
      description={field.description}
      nameLabel={t`Header`}
      valueLabel={t`Value`}
      pairs={pairs}
      onChange={set}
      faultAt={faultAt}
      most={30}
      note={(pair, index) =>
        (looksSecret(pair) || isSecretName(pair)) && (
          <SecretNote pair={pair} onPick={(text) => put(index, { value: text })} />
        )
      }
    />
  )
}

/** A secret in a flow could be read by everyone who sees it, and would travel in exports and templates. */
function SecretNote({ pair, onPick }: { pair: Pair; onPick: (value: string) => void }) {
  const { workspaceId, isReadOnly } = useForm()
  const secrets = useSecrets()
  const mayManage = useMay('integrations:manage')
  const isBearer = pair.name.trim().toLowerCase() === 'authorization'
  return (
    <div className={classes.hint}>
      <IconLock size={14} aria-hidden="true" />
      <div className={classes.group}>
        {looksSecret(pair) ? (
          <Trans>
            Everyone who sees this flow could read this key, and exports would carry it. Keep it as a secret of the
            workspace and name it here.
          </Trans>
        ) : (
          <Trans>Keys are kept as secrets of the workspace and only named here.</Trans>
        )}
        {!isReadOnly && secrets.length > 0 && (
          <Menu position="bottom-start">
            <Menu.Target>
              <Button size="compact-xs" variant="default" w="fit-content">
                <Trans>Use a stored secret</Trans>
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {secrets.map(({ id, name }) => (
                <Menu.Item key={id} onClick={() => onPick(`${isBearer ? 'Bearer ' : ''}{{secret.${name}}}`)}>
                  {name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        {mayManage && secrets.length === 0 && (
          <LinkAnchor size="xs" to="/w/$workspaceId/integrations" params={{ workspaceId }}>
            <Trans>Store a secret</Trans>
          </LinkAnchor>
        )}
      </div>
    </div>
  )
}
