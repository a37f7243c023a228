/** Whether single keys act: some people's hands or voice programs press them by accident (WCAG 2.1.4). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Kbd, Stack, Switch, Text } from '@mantine/core'
import { MOD, useSingleKeys } from '../../frame/keys.ts'
import { Section } from '../../kit/page.tsx'
import { SettingsPage } from './settings-page.tsx'

export function Keyboard() {
  const { t } = useLingui()
  const [isOn, setOn] = useSingleKeys()
  const mod = MOD.trim()
  return (
    <SettingsPage>
      <Section title={t`Keyboard shortcuts`} lead={t`Kept in this browser, since keyboards differ.`}>
        <Stack gap="md">
          <Switch
            label={t`Single-key shortcuts`}
            description={t`Keys such as G then B, pressed without a modifier. Turn them off if they get in the way.`}
            checked={isOn}
            onChange={(event) => setOn(event.currentTarget.checked)}
          />
          <Text size="sm" c="dimmed">
            {isOn ? (
              <Trans>
                Press <Kbd>?</Kbd> anywhere to see every shortcut.
              </Trans>
            ) : (
              <Trans>
                <Kbd>{mod}</Kbd> <Kbd>K</Kbd> still opens the search.
              </Trans>
            )}
          </Text>
        </Stack>
      </Section>
    </SettingsPage>
  )
}
