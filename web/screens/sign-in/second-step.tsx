/** The second step of a sign-in: a code of the authenticator app, a recovery code, or a passkey. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Divider, Stack, TextInput } from '@mantine/core'
import { browserSupportsWebAuthn } from '@simplewebauthn/browser'
import { type FormEvent, useState } from 'react'
import { $api } from '../../api.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { PublicLayout } from '../../kit/public-layout.tsx'
import { Problem } from '../../problem.ts'
import { enter } from './enter.ts'
import { PasskeyButton } from './passkey-button.tsx'

export type Method = 'totp' | 'recovery-code' | 'passkey'

interface SecondStepProps {
  methods: Method[]
  next: string | undefined
  onBack: () => void
}

export function SecondStep({ methods, next, onBack }: SecondStepProps) {
  const { t } = useLingui()
  const [isRecovery, setRecovery] = useState(false)
  return (
    <PublicLayout
      title={t`One more step`}
      lead={
        isRecovery
          ? t`Enter one of the recovery codes you kept. Each works once.`
          : t`Enter the code that your authenticator app shows now.`
      }
      below={
        <Anchor component="button" type="button" onClick={onBack}>
          <Trans>Sign in as somebody else</Trans>
        </Anchor>
      }
    >
      <Stack gap="md">
        <CodeForm key={String(isRecovery)} isRecovery={isRecovery} next={next} onBack={onBack} />
        <Anchor component="button" type="button" size="sm" onClick={() => setRecovery(!isRecovery)} ta="center">
          {isRecovery ? <Trans>Use the authenticator app</Trans> : <Trans>Use a recovery code</Trans>}
        </Anchor>
        {methods.includes('passkey') && browserSupportsWebAuthn() && (
          <>
            <Divider label={t`or`} />
            <PasskeyButton next={next} />
          </>
        )}
      </Stack>
    </PublicLayout>
  )
}

interface CodeFormProps {
  isRecovery: boolean
  next: string | undefined
  onBack: () => void
}

function CodeForm({ isRecovery, next, onBack }: CodeFormProps) {
  const { t } = useLingui()
  const [code, setCode] = useState('')
  const step = $api.useMutation('post', '/api/sign-in/second-factor', { onSuccess: () => enter(next) })
  const isOver = step.error instanceof Problem && step.error.code === 'gone'
  const isWrong = step.error instanceof Problem && (step.error.code === 'wrong-code' || step.error.status === 422)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    step.mutate({ body: isRecovery ? { recoveryCode: code } : { code } })
  }
  const wrong = isRecovery
    ? t`This is not one of your unused recovery codes.`
    : t`The code is not right. Wait for the next one and try again.`
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          size="md"
          label={isRecovery ? t`Recovery code` : t`Code`}
          placeholder={isRecovery ? 'xxxx-xxxx-xxxx-xxxx' : '123456'}
          inputMode={isRecovery ? 'text' : 'numeric'}
          autoComplete={isRecovery ? 'off' : 'one-time-code'}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={isRecovery ? 60 : 20}
          autoFocus
          required
          withAsterisk={false}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={isWrong && wrong}
        />
        <ProblemNote error={isWrong ? null : step.error} />
        {isOver ? (
          <Button size="md" fullWidth onClick={onBack}>
            <Trans>Begin again</Trans>
          </Button>
        ) : (
          <Button type="submit" size="md" fullWidth loading={step.isPending || step.isSuccess}>
            <Trans>Continue</Trans>
          </Button>
        )}
      </Stack>
    </form>
  )
}
