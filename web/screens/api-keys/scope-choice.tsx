/** Picks the scopes of a key: by a preset, or one by one; only what one may oneself is offered. */
import { useLingui as useWords } from '@lingui/react'
import { useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, Input, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { KEY_SCOPES, KeyScope, type NewApiKey } from '../../../shared/api-keys.ts'
import { grouped, PERMISSION_WORDS } from '../../kit/permissions.ts'
import { may, useWorkspace } from '../../me.ts'
import classes from './api-keys.module.css'

type Scopes = NewApiKey['scopes']

interface ScopeChoiceProps {
  value: Scopes
  onChange: (scopes: Scopes) => void
  error?: ReactNode
}

export function ScopeChoice({ value, onChange, error }: ScopeChoiceProps) {
  const { t } = useLingui()
  const workspace = useWorkspace()
  const offered = KEY_SCOPES.filter((scope) => may(workspace, scope))
  const presets = [
    { label: t`Read only`, scopes: offered.filter((scope) => scope.endsWith(':view')) },
    { label: t`Everything I may`, scopes: offered },
    { label: t`None`, scopes: [] },
  ]
  return (
    <Input.Wrapper label={t`Scopes`} labelElement="div" error={error}>
      <Stack gap="sm" mt={6} mb={error ? 6 : 0}>
        <Group gap="xs">
          {presets.map(({ label, scopes }) => (
            <Button
              key={label}
              size="xs"
              variant={isSame(scopes, value) ? 'light' : 'default'}
              aria-pressed={isSame(scopes, value)}
              onClick={() => onChange(scopes)}
            >
              {label}
            </Button>
          ))}
        </Group>
        <Details offered={offered} value={value} onChange={onChange} />
      </Stack>
    </Input.Wrapper>
  )
}

function Details({ offered, value, onChange }: { offered: Scopes } & Omit<ScopeChoiceProps, 'error'>) {
  const { t } = useLingui()
  const { _ } = useWords()
  const choose = (chosen: string[]) => onChange(KEY_SCOPES.filter((scope) => chosen.includes(scope)))
  return (
    <Checkbox.Group value={value} onChange={choose} aria-label={t`Scopes`}>
      <div className={classes.groups}>
        {grouped(offered).map((group) => (
          <Stack key={group.id} gap={8}>
            <Text size="xs" fw={600} c="dimmed">
              {_(group.label)}
            </Text>
            {group.permissions.filter(isScope).map((scope) => (
              <Checkbox key={scope} value={scope} label={_(PERMISSION_WORDS[scope].label)} />
            ))}
          </Stack>
        ))}
      </div>
    </Checkbox.Group>
  )
}

function isScope(permission: string): permission is Scopes[number] {
  return KeyScope.safeParse(permission).success
}

function isSame(a: Scopes, b: Scopes): boolean {
  return a.length === b.length && a.every((scope) => b.includes(scope))
}
