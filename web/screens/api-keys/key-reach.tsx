/** What a key may and where: its scopes behind a count, and the bots it is for. */
import { useLingui as useWords } from '@lingui/react'
import { Plural, Trans } from '@lingui/react/macro'
import { Popover, Stack, Text, UnstyledButton } from '@mantine/core'
import type { ApiKey } from '../../../shared/api-keys.ts'
import { isPermission, PERMISSION_WORDS } from '../../kit/permissions.ts'
import classes from './api-keys.module.css'

export function KeyReach({ apiKey }: { apiKey: ApiKey }) {
  const { _ } = useWords()
  const { scopes, botIds } = apiKey
  const words = scopes.map((scope) => (isPermission(scope) ? _(PERMISSION_WORDS[scope].label) : scope))
  return (
    <Stack gap={0} align="flex-start">
      <Popover position="bottom-start" width={260} trapFocus={false}>
        <Popover.Target>
          <UnstyledButton className={classes.scopes}>
            <Plural value={scopes.length} one="# scope" other="# scopes" />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown>
          <ul className={classes.list}>
            {words.map((word) => (
              <li key={word}>{word}</li>
            ))}
          </ul>
        </Popover.Dropdown>
      </Popover>
      <Text component="span" size="xs" c="dimmed">
        {botIds ? <Plural value={botIds.length} one="for # bot" other="for # bots" /> : <Trans>Whole workspace</Trans>}
      </Text>
    </Stack>
  )
}
