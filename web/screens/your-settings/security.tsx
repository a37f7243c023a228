/** How I sign in: password, two-factor, passkeys, and where I am signed in (U3). */
import { useLingui } from '@lingui/react/macro'
import { Section } from '../../kit/page.tsx'
import { useMe } from '../../me.ts'
import { Passkeys } from './passkeys.tsx'
import { Password } from './password.tsx'
import { Sessions } from './sessions.tsx'
import { SettingsPage } from './settings-page.tsx'
import { TwoFactor } from './two-factor.tsx'

export function Security() {
  const { t } = useLingui()
  const { user } = useMe()
  return (
    <SettingsPage>
      <Section title={t`Password`} lead={t`Changing it signs you out everywhere else.`}>
        <Password email={user.email} />
      </Section>
      <TwoFactor isOn={user.twoFactor} />
      <Passkeys />
      <Sessions />
    </SettingsPage>
  )
}
