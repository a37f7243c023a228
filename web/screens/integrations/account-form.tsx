/** Connects an account, or gives the connected one new keys: by signing in at the service where it has that, else by keys. */
import { Trans } from '@lingui/react/macro'
import { Anchor, Stack } from '@mantine/core'
import { useState } from 'react'
import type { AccountFormProps } from './account-form-props.ts'
import { KeysForm } from './keys-form.tsx'
import { SignIn } from './sign-in.tsx'

export function AccountForm(props: AccountFormProps) {
  const [isByKeys, setByKeys] = useState(false)
  const { signIn } = props.integration
  if (!signIn) return <KeysForm {...props} />
  return (
    <Stack gap="md">
      {isByKeys ? <KeysForm {...props} /> : <SignIn {...props} signIn={signIn} />}
      <Anchor component="button" type="button" size="sm" ta="start" onClick={() => setByKeys(!isByKeys)}>
        {isByKeys ? <Trans>Sign in instead</Trans> : <Trans>Use a token instead of signing in</Trans>}
      </Anchor>
    </Stack>
  )
}
